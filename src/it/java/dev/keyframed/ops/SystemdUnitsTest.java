package dev.keyframed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.ops.Tool.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemdUnitsTest {
  private static final Path UNITS = Path.of("systemd");

  /** Sets the highest exposure level, in tenths. */
  private static final String THRESHOLD = "--threshold=12";

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"keyframed.service", "keyframed@9464.service"})
  void systemd_accepts_the_unit_files(String unit) throws Exception {
    Run verify = analyze("verify", "--man=no", installed(unit).toString());

    assertThat(verify.said()).isEmpty();
    assertThat(verify.exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyframed.service", "keyframed@9464.service"})
  void units_stay_below_the_exposure_threshold(String unit) throws Exception {
    Run security = analyze("security", "--offline=true", THRESHOLD, installed(unit).toString());

    assertThat(security.exit()).as(security.said()).isZero();
  }

  @Test
  void template_unit_differs_only_in_its_port() throws Exception {
    List<String> one = settings("keyframed.service");
    List<String> template = settings("keyframed@.service");

    assertThat(template)
        .containsExactlyElementsOf(
            one.stream()
                .map(line -> line.startsWith("Description=") ? line + " (%i)" : line)
                .map(line -> line.startsWith("ExecStart=") ? with(line) : line)
                .toList());
  }

  private static String with(String start) {
    return start + " --set management.port=%i";
  }

  private static List<String> settings(String unit) throws Exception {
    return Files.readAllLines(UNITS.resolve(unit)).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .toList();
  }

  /** Returns the unit as installed, but with the Java of this machine. */
  private Path installed(String unit) throws Exception {
    String source = Files.readString(UNITS.resolve(unit.replaceFirst("@.*\\.", "@.")));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Files.writeString(dir.resolve(unit), source.replace("/usr/bin/java", java));
  }

  private Run analyze(String... arguments) throws Exception {
    return Tool.find("systemd-analyze", "systemd").run(dir.resolve("said"), arguments);
  }
}
