package dev.keyframed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.sandbox.FaultPlan;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that endless pushes of a running task do not prevent its queries. */
class PushFloodDrill {
  private static final String[] QUICK = {
    "submit.uncertain_wait=2s", "poll.first_after=1s", "poll.interval=1s", "poll.max_interval=1s"
  };

  @TempDir Path dir;

  @Test
  void endless_pushes_do_not_prevent_queries() throws Exception {
    try (DaemonFixture fixture =
        new DaemonFixture(dir, DaemonFixture.provider().withGeneration(Duration.ofSeconds(8)), QUICK)) {
      fixture.start();
      fixture.sandbox.play(FaultPlan.parse("job:a=push_flood"), 1);
      fixture.enqueue(JobJsonFixture.good("a"));
      assertThat(end(fixture.results(1).get(0))).isEqualTo("succeeded");
      assertThat(queries(fixture)).isGreaterThanOrEqualTo(3);
    }
  }

  private static double queries(DaemonFixture fixture) {
    Matcher found =
        Pattern.compile("keyframed_polls_total\\{outcome=\"running\"\\} (\\S+)")
            .matcher(fixture.metrics());
    assertThat(found.find()).isTrue();
    return Double.parseDouble(found.group(1));
  }

  private static String end(JsonObject result) {
    JsonObject error = result.getJsonObject("error");
    return error == null ? result.getString("state") : error.getString("code");
  }
}
