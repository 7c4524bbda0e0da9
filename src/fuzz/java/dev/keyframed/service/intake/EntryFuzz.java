package dev.keyframed.service.intake;

import com.code_intelligence.jazzer.junit.FuzzTest;

class EntryFuzz {
  @FuzzTest(maxDuration = "1m")
  void keep_their_promises(byte[] job) {
    AdmissionProperties.check(job);
  }
}
