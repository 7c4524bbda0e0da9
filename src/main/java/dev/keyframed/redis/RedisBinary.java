package dev.keyframed.redis;

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
 * A program that an embedded Redis can be: the system's own where that is new enough, for it is
 * kept up to date there, else the one that comes with the jar.
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

  /** As in {@code Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64}. */
  private static final Pattern VERSION =
      Pattern.compile("\\bv=(([0-9]{1,4})(\\.[0-9]{1,4}){1,3})\\b");

  private static final int LEAST = 7;
  private static final int ANSWER_SECONDS = 5;
  private static final int ANSWER_BYTES = 1024;

  /** Who keeps it up to date. */
  public enum Source {
    /** The system's packages. */
    SYSTEM("system"),
    /** Nobody any more: it comes with the jar. */
    BUNDLED("bundled");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    /** Returns the name that metrics show. */
    public String label() {
      return label;
    }
  }

  /** Returns the one to be used on this machine. */
  static RedisBinary find() throws IOException {
    Optional<RedisBinary> system = ofSystem(System.getenv().getOrDefault("PATH", ""));
    return system.isPresent() ? system.get() : bundled();
  }

  /** Returns the first one that is new enough, along that path and then in the usual folders. */
  static Optional<RedisBinary> ofSystem(String path) {
    List<Path> folders = new ArrayList<>(folders(path));
    folders.addAll(USUAL);
    return folders.stream()
        .flatMap(folder -> NAMES.stream().map(folder::resolve))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .flatMap(file -> version(file).map(v -> new RedisBinary(file, v, Source.SYSTEM)).stream())
        .findFirst();
  }

  /** Returns its absolute folders: a relative one would be whatever the current folder holds. */
  private static List<Path> folders(String path) {
    try {
      return Arrays.stream(path.split(":")).map(Path::of).filter(Path::isAbsolute).toList();
    } catch (InvalidPathException unreadable) {
      return List.of();
    }
  }

  /** Returns the one that comes with the jar, for this platform. */
  static RedisBinary bundled() throws IOException {
    Path file;
    try {
      file = RedisExecProvider.defaultProvider().get().toPath().toAbsolutePath();
    } catch (UncheckedIOException | IllegalArgumentException none) {
      throw new IOException(
          "there is no Redis for this platform in the jar: install redis-server 7.0 or newer",
          none);
    }
    String version =
        version(file)
            .orElseThrow(
                () ->
                    new IOException(
                        "the Redis that comes with the jar does not run here: install redis-server"
                            + " 7.0 or newer"));
    return new RedisBinary(file, version, Source.BUNDLED);
  }

  /** Returns its version; empty where it is too old, or no such program. */
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

  /** Whether {@code CLIENT SETINFO} is there, as from 7.2. */
  boolean knowsSetInfo() {
    return !version.startsWith(LEAST + ".0.");
  }

  /** Shows version and place. */
  @Override
  public String toString() {
    return version + ", " + path;
  }
}
