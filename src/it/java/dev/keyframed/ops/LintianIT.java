package dev.keyframed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.ops.Tool.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the package with Debian's lintian. */
class LintianIT {
  @TempDir Path dir;

  @Test
  void lintian_reports_no_error_or_warning() throws Exception {
    Run lintian =
        Tool.find("lintian", "lintian")
            .run(
                dir.resolve("said"),
                "--allow-root",
                "--fail-on",
                "error,warning",
                DebianHostFixture.PACKAGE.toString());

    assertThat(lintian.exit()).as(lintian.said()).isZero();
  }
}
