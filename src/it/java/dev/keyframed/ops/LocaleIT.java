package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the command in a shell without a locale, as in cron and bare containers. */
class LocaleIT {
  /** Writes a word in the shell's escapes, so that this process's locale does not matter. */
  private static final String LION = "\"$(printf 'L\\303\\266we')\"";

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path dir;

  @Test
  void prompt_outside_the_locale_is_refused_with_the_variable_to_set() throws Exception {
    String submit =
        "exec %s -jar %s submit --last-frame https://example.com/a.png --prompt %s"
            .formatted(JAVA, System.getProperty("keyframed.jar"), LION);

    assertThat(shell("C", submit, 2))
        .startsWith("keyframed: --prompt cannot be read: ")
        .contains("Set LC_ALL=C.UTF-8");
  }

  @Test
  void packaged_command_sets_a_utf_8_locale() throws Exception {
    Path java = Files.writeString(dir.resolve("java"), "#!/bin/sh\necho $LC_ALL\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    String script = Files.readString(Path.of("src/deb/keyframed"));
    assertThat(script).contains("exec /usr/bin/java ");
    Path command = dir.resolve("keyframed");
    Files.writeString(command, script.replace("/usr/bin/java", java.toString()));

    assertThat(shell("C", "sh " + command, 0)).isEqualTo("C.UTF-8");
    assertThat(shell("nowhere.UTF-8", "sh " + command, 0)).isEqualTo("C.UTF-8");
    assertThat(shell("", "sh " + command, 0)).isEqualTo("C.UTF-8");
    assertThat(shell("C.utf8", "sh " + command, 0)).isEqualTo("C.utf8");
  }

  private static String shell(String locale, String command, int code) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().putAll(Map.of("LC_ALL", locale));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(code);
    return said.strip();
  }
}
