package dev.keyframed.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.ops.Tool;
import dev.keyframed.sandbox.FrameFixture;
import java.awt.Color;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs examples of a page in a folder with the files that they need. */
final class ExampleRunner implements AutoCloseable {
  private static final int PATIENCE = 60;
  private static final String NODE_MODULES = "/usr/share/nodejs";

  private final Path dir;
  private final String redisUrl;
  private final int redisPort;

  /** Prepares the folder; all examples use the Redis on that port. */
  ExampleRunner(Path dir, String redisUrl, int redisPort) throws IOException {
    this.dir = dir;
    this.redisUrl = redisUrl;
    this.redisPort = redisPort;
    frame("first.png", Color.DARK_GRAY);
    frame("last.png", Color.ORANGE);
    Files.createSymbolicLink(dir.resolve("target"), jar().getParent());
    Files.createDirectory(dir.resolve("bin"));
  }

  List<String> shell(String script) throws IOException {
    Path redisCli = Tool.find("redis-cli", "redis-tools").program();
    Path here = dir.resolve("bin").resolve("redis-cli");
    Files.writeString(here, "#!/bin/sh\nexec %s -p %d \"$@\"\n".formatted(redisCli, redisPort));
    assertThat(here.toFile().setExecutable(true)).isTrue();
    return List.of("sh", Files.writeString(dir.resolve("example.sh"), script).toString());
  }

  List<String> python(String script) throws IOException, InterruptedException {
    // The first interpreter with the library is used; others may precede it.
    String python =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(each -> Path.of(each, "python3"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .filter(each -> works(each, "-c", "import redis"))
            .findFirst()
            .orElseThrow(
                () -> Tool.missing("no python3 with redis: apt-get install python3-redis"));
    return List.of(python, Files.writeString(dir.resolve("example.py"), script).toString());
  }

  List<String> javascript(String script) throws IOException, InterruptedException {
    String node = Tool.find("node", "nodejs").program().toString();
    if (!Files.isDirectory(Path.of(NODE_MODULES, "redis"))) {
      throw Tool.missing("node has no redis: apt-get install node-redis");
    }
    Files.deleteIfExists(dir.resolve("node_modules"));
    Files.createSymbolicLink(dir.resolve("node_modules"), Path.of(NODE_MODULES));
    return List.of(node, Files.writeString(dir.resolve("example.mjs"), script).toString());
  }

  private static boolean works(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (Exception e) {
      return false;
    }
  }

  /** Runs a command and returns its standard output; a failure shows its standard error too. */
  List<String> run(List<String> command) throws IOException, InterruptedException {
    Path said = dir.resolve("said");
    Path beside = dir.resolve("said-beside");
    Process process =
        builder(command).redirectError(beside.toFile()).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE, SECONDS)).as("ends: %s", command).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(read(said) + read(beside)).isZero();
    return read(said).lines().toList();
  }

  Process start(List<String> command, Path said) throws IOException {
    return builder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    Map<String, String> environment = builder.environment();
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    environment.put(
        "PATH", String.join(File.pathSeparator, dir + "/bin", java, System.getenv("PATH")));
    environment.put("KEYFRAMED_REDIS_URL", redisUrl);
    environment.put("REDIS_URL", "redis://127.0.0.1:" + redisPort);
    environment.put("PYTHONUNBUFFERED", "1");
    environment.put("NODE_PATH", NODE_MODULES); // where Debian's libraries look for each other
    return builder;
  }

  static String read(Path said) {
    try {
      return Files.readString(said, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void frame(String name, Color color) throws IOException {
    String url = FrameFixture.dataUrl("png", 320, 320, color);
    Files.write(dir.resolve(name), Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1)));
  }

  private static Path jar() {
    return Path.of(System.getProperty("keyframed.jar", "target/keyframed.jar")).toAbsolutePath();
  }

  /** Deletes the links, which would otherwise cause warnings when the folder is deleted. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(dir.resolve("node_modules"));
    Files.deleteIfExists(dir.resolve("target"));
  }
}
