package dev.keyframed.provider;

import com.code_intelligence.jazzer.junit.FuzzTest;

class AnswerFuzz {
  @FuzzTest(maxDuration = "1m")
  void keep_their_promises(byte[] body) {
    AnswerPromises.check(200, body);
    AnswerPromises.check(400, body);
  }
}
