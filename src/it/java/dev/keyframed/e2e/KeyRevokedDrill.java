package dev.keyframed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a long queue while the key is revoked and restored. */
final class KeyRevokedDrill {
  private static final int JOBS = 200;
  private static final String KEY = "sandbox-key";

  @TempDir Path dir;

  @Test
  void jobs_wait_for_a_revoked_key_and_all_succeed_after_its_return() throws Exception {
    try (DaemonFixture fixture =
        new DaemonFixture(dir, DaemonFixture.provider(), "poll.first_after=5s", "provider.max_in_flight=200")) {
      fixture.start();
      for (int i = 0; i < JOBS; i++) {
        fixture.enqueue(JobJsonFixture.good("job-" + i));
      }
      Eventually.await("half is submitted", () -> fixture.sandbox.ledger().tasks().size() >= JOBS / 2);
      fixture.sandbox.revokeKey(KEY);
      Eventually.await("the account is held", () -> isHeld(fixture));
      int submitted = fixture.sandbox.ledger().tasks().size();
      assertThat(submitted).isLessThan(JOBS);
      fixture.sandbox.restoreKey(KEY);
      List<JsonObject> results = fixture.results(JOBS);
      assertThat(results)
          .hasSize(JOBS)
          .allMatch(result -> result.getString("state").equals("succeeded"));
      assertThat(fixture.sandbox.ledger().tasks()).hasSize(JOBS);
    }
  }

  private static boolean isHeld(DaemonFixture fixture) {
    return fixture.sandbox.ledger().submissions().stream()
        .anyMatch(submission -> submission.outcome().equals("refused 1004"));
  }
}
