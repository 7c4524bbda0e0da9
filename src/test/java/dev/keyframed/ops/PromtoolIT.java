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
  void the_scrape_configuration_is_one() throws Exception {
    passes("check", "config", "--syntax-only", file("keyframed.yml"));
  }

  @Test
  void the_rules_are_well_formed() throws Exception {
    passes("check", "rules", file("alerts.yml"));
  }

  @Test
  void each_alert_fires_when_it_should_and_no_other() throws Exception {
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
