package dev.keyframed.adapter.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisFolderTest {
  @TempDir Path dir;

  @Test
  void redis_folder_is_locked_while_its_process_lives() throws Exception {
    Process other = other();
    try {
      assertThatThrownBy(() -> RedisFolder.take(dir))
          .isInstanceOf(RedisFolderInUseException.class)
          .hasMessageContaining(dir + " is in use by a running daemon, pid " + other.pid() + ":")
          .hasMessageContaining("data_dir");
      assertThatThrownBy(() -> RedisFolder.take(dir))
          .as("a refusal takes nothing from the one that has it")
          .isInstanceOf(RedisFolderInUseException.class);
    } finally {
      Process killed = other.destroyForcibly().onExit().join();
      assertThat(killed.isAlive()).isFalse();
    }
    RedisFolder.take(dir).close();
  }

  @Test
  void redis_folder_is_locked_once_within_a_process_by_any_of_its_names() throws Exception {
    RedisFolder first = RedisFolder.take(dir);
    assertThatThrownBy(() -> RedisFolder.take(dir.resolve("../" + dir.getFileName())))
        .isInstanceOf(RedisFolderInUseException.class);
    first.close();
    first.close();
    RedisFolder.take(dir).close();
  }

  private Process other() throws Exception {
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java, "-Xmx32m", "-cp", own, RedisFolderTest.class.getName(), dir.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader words =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    assertThat(words.readLine()).isEqualTo("taken");
    return process;
  }

  /** Runs in the other process: holds the folder until it is killed. */
  public static void main(String[] arguments) throws Exception {
    RedisFolder folder = RedisFolder.take(Path.of(arguments[0]));
    System.out.println("taken");
    int unused = System.in.read();
    folder.close();
  }
}
