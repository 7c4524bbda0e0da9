package dev.keyframed.adapter.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.embedded.RedisExecProvider;

/**
 * Represents a program for an embedded Redis. The system's own is used if it is new enough, because
 * the system keeps it up to date. Otherwise it is the one in the jar.
 *
 * @param version such as {@code 7.0.15}
 */
public record RedisBinary(Path path, String version, Source source) {
  private static final List<String> NAMES = List.of("redis-server", "valkey-server");
  private static final List<Path> USUAL =
      List.of(
          Path.of("/usr/bin"),
          Path.of("/usr/local/bin"),
          Path.of("/usr/sbin"),
          Path.of("/opt/homebrew/bin"));

  /**
   * Finds the version in text such as {@code Redis server v=7.0.15 sha=00000000:0
   * malloc=jemalloc-5.3.0 bits=64}.
   */
  private static final Pattern VERSION =
      Pattern.compile("\\bv=(([0-9]{1,4})(\\.[0-9]{1,4}){1,3})\\b");

  private static final int LEAST = 7;
  private static final int ANSWER_SECONDS = 5;
  private static final int ANSWER_BYTES = 1024;

  /** Names where the program comes from, and who keeps it up to date. */
  public enum Source {
    /** The system's packages. */
    SYSTEM("system"),
    /** The jar, where it is not updated. */
    BUNDLED("bundled");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    /** Returns the name for metrics. */
    public String label() {
      return label;
    }
  }

  /** Returns the program to use on this machine. */
  static RedisBinary find() throws IOException {
    Optional<RedisBinary> system = ofSystem(System.getenv().getOrDefault("PATH", ""));
    return system.isPresent() ? system.get() : bundled();
  }

  /** Returns the first program that is new enough, along the path and then in the usual folders. */
  static Optional<RedisBinary> ofSystem(String path) {
    List<Path> folders = new ArrayList<>(folders(path));
    folders.addAll(USUAL);
    return folders.stream()
        .flatMap(folder -> NAMES.stream().map(folder::resolve))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .flatMap(file -> version(file).map(v -> new RedisBinary(file, v, Source.SYSTEM)).stream())
        .findFirst();
  }

  /**
   * Returns the absolute folders of the path. A relative folder would depend on the current
   * directory.
   */
  private static List<Path> folders(String path) {
    try {
      return Arrays.stream(path.split(":")).map(Path::of).filter(Path::isAbsolute).toList();
    } catch (InvalidPathException unreadable) {
      return List.of();
    }
  }

  /** Returns the program in the jar for this platform. */
  static RedisBinary bundled() throws IOException {
    Path file;
    try {
      file = RedisExecProvider.defaultProvider().get().toPath().toAbsolutePath();
    } catch (UncheckedIOException | IllegalArgumentException none) {
      throw new IOException(
          "the jar contains no Redis for this platform: install redis-server 7.0 or newer", none);
    }
    String version =
        version(file)
            .orElseThrow(
                () ->
                    new IOException(
                        "the Redis in the jar does not run on this machine: install redis-server"
                            + " 7.0 or newer"));
    return new RedisBinary(file, version, Source.BUNDLED);
  }

  /** Returns the version of a program, or empty if it is too old or no such program. */
  private static Optional<String> version(Path file) {
    Matcher version = VERSION.matcher(said(file));
    return version.find() && Integer.parseInt(version.group(2)) >= LEAST
        ? Optional.of(version.group(1))
        : Optional.empty();
  }

  private static String said(Path file) {
    Process asked;
    try {
      asked = new ProcessBuilder(file.toString(), "--version").redirectErrorStream(true).start();
    } catch (IOException unusable) {
      return "";
    }
    try {
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> firstWords(asked));
      return answer.get(ANSWER_SECONDS, SECONDS);
    } catch (ExecutionException | TimeoutException silent) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } finally {
      Process unused = asked.destroyForcibly();
    }
  }

  private static String firstWords(Process process) {
    try {
      byte[] words = process.getInputStream().readNBytes(ANSWER_BYTES);
      return new String(words, StandardCharsets.US_ASCII);
    } catch (IOException ended) {
      return "";
    }
  }

  /** Checks whether the server has {@code CLIENT SETINFO}, which exists from 7.2 on. */
  boolean knowsSetInfo() {
    return !version.startsWith(LEAST + ".0.");
  }

  /** Returns version and path. */
  @Override
  public String toString() {
    return version + ", " + path;
  }
}
