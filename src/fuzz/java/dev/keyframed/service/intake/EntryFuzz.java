package dev.keyframed.service.intake;

import com.code_intelligence.jazzer.junit.FuzzTest;

class EntryFuzz {
  @FuzzTest(maxDuration = "1m")
  void queue_entry_of_any_bytes_is_examined_without_failure(byte[] job) {
    AdmissionProperties.check(job);
  }
}
