package dev.keyframed.adapter.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {
  @TempDir Path first;
  @TempDir Path second;

  private static Path program(Path folder, String name, String words) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + words + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private RedisBinary found() {
    return RedisBinary.ofSystem("relative:" + first + ":" + second).orElseThrow();
  }

  @Test
  void first_redis_program_in_the_path_that_is_new_enough_is_used() throws Exception {
    Path unusable = program(first, "redis-server", "echo 'Redis server v=6.0.16 sha=0:0'");
    assertThat(unusable).exists();
    Path valkey = program(second, "valkey-server", "echo 'Valkey server v=8.1.3 sha=0:0 bits=64'");

    assertThat(found())
        .isEqualTo(new RedisBinary(valkey, "8.1.3", RedisBinary.Source.SYSTEM))
        .hasToString("8.1.3, " + valkey);
  }

  @Test
  void redis_program_with_endless_output_or_failure_is_skipped() throws Exception {
    Path endless = program(first, "redis-server", "while :; do echo nothing of use; done");
    Path failing = program(first, "valkey-server", "exit 3");
    assertThat(endless).exists();
    assertThat(failing).exists();
    Path redis = program(second, "redis-server", "echo 'Redis server v=7.2.4 sha=0:0'");

    assertThat(found().path()).isEqualTo(redis);
    assertThat(found().knowsSetInfo()).isTrue();
  }

  @Test
  void bundled_redis_program_runs() throws Exception {
    RedisBinary bundled = RedisBinary.bundled();

    assertThat(bundled.version()).startsWith("7.0.");
    assertThat(bundled.source().label()).isEqualTo("bundled");
    assertThat(bundled.knowsSetInfo()).isFalse();
  }
}
