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
    try (World world =
        new World(dir, World.provider(), "poll.first_after=5s", "provider.max_in_flight=200")) {
      world.start();
      for (int i = 0; i < JOBS; i++) {
        world.enqueue(Jobs.good("job-" + i));
      }
      Eventually.await("half is submitted", () -> world.sandbox.ledger().tasks().size() >= JOBS / 2);
      world.sandbox.revokeKey(KEY);
      Eventually.await("the account is held", () -> isHeld(world));
      int submitted = world.sandbox.ledger().tasks().size();
      assertThat(submitted).isLessThan(JOBS);
      world.sandbox.restoreKey(KEY);
      List<JsonObject> results = world.results(JOBS);
      assertThat(results)
          .hasSize(JOBS)
          .allMatch(result -> result.getString("state").equals("succeeded"));
      assertThat(world.sandbox.ledger().tasks()).hasSize(JOBS);
    }
  }

  private static boolean isHeld(World world) {
    return world.sandbox.ledger().submissions().stream()
        .anyMatch(submission -> submission.outcome().equals("refused 1004"));
  }
}
