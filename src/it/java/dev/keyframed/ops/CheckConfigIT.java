package dev.keyframed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code check-config} in a process of its own, whose output must arrive outside. */
class CheckConfigIT {
  private static final String KEY = "a-key-that-nobody-may-see";

  @TempDir Path dir;

  @Test
  void check_config_prints_the_effective_configuration_without_secrets() throws Exception {
    Path file = dir.resolve("keyframed.yaml");
    Files.writeString(file, "callback: {enabled: false}\nnamespace: studio\n");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            System.getProperty("keyframed.jar"),
            "check-config",
            "--config",
            file.toString());
    builder.environment().putAll(Map.of("KEYFRAMED_PROVIDER_API_KEY", KEY));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("namespace: studio").contains("max_in_flight: 50");
    assertThat(said).doesNotContain(KEY);
  }
}
