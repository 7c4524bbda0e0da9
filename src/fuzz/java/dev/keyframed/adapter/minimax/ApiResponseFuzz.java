package dev.keyframed.adapter.minimax;

import com.code_intelligence.jazzer.junit.FuzzTest;

class ApiResponseFuzz {
  private static final int[] STATUSES = {200, 400, 402, 404, 422, 500};

  @FuzzTest(maxDuration = "1m")
  void provider_answer_of_any_bytes_is_read_without_failure(byte[] body) {
    for (int status : STATUSES) {
      AnswerProperties.check(status, body);
    }
  }
}
