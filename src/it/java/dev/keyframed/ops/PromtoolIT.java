package dev.keyframed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.ops.Tool.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the shipped rules with promtool. */
class PromtoolIT {
  private static final Path PROMETHEUS = Path.of("conf/prometheus");

  @TempDir Path dir;

  @Test
  void shipped_scrape_configuration_is_valid() throws Exception {
    passes("check", "config", "--syntax-only", file("keyframed.yml"));
  }

  @Test
  void shipped_alert_rules_are_valid() throws Exception {
    passes("check", "rules", file("alerts.yml"));
  }

  @Test
  void shipped_alerts_fire_exactly_when_expected() throws Exception {
    passes("test", "rules", file("alerts.test.yml"));
  }

  private void passes(String... arguments) throws Exception {
    Run run = Tool.find("promtool", "prometheus").run(dir.resolve("said"), arguments);

    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.said()).contains("SUCCESS");
  }

  private static String file(String name) {
    return PROMETHEUS.resolve(name).toString();
  }
}
