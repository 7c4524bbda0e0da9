package dev.keyframed.service.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;

/** Runs a process of its own that works on a part by command. */
final class OtherDaemonFixture implements Closeable {
  static final String ETAG = "\"theirs\"";

  private final Process process;
  private final BufferedReader answers;

  OtherDaemonFixture(Path root, Path target) throws IOException {
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    process =
        new ProcessBuilder(
                java,
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                own,
                OtherDaemonFixture.class.getName(),
                root.toString(),
                target.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = reader(process.getInputStream());
  }

  /** Returns its answer to that command, or null if it has ended. */
  String says(String word) throws IOException {
    process.getOutputStream().write((word + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
    return answers.readLine();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** Runs the process. */
  public static void main(String[] arguments) throws IOException {
    PartFile part = new PartFile(Path.of(arguments[0]), Path.of(arguments[1]), VideoAccess.USUAL);
    BufferedReader words = reader(System.in);
    for (String word = words.readLine(); word != null; word = words.readLine()) {
      System.out.println(answer(part, word));
    }
  }

  private static String answer(PartFile part, String word) throws IOException {
    return switch (word) {
      case "open" -> open(part);
      case "write" -> write(part);
      case "complete" ->
          "completed " + part.complete(null, Duration.ZERO).orElseThrow().sha256().length();
      default -> "what?";
    };
  }

  private static String open(PartFile part) throws IOException {
    try {
      return "opened " + part.open().bytes();
    } catch (ExclusiveFile.TakenException taken) {
      return "taken";
    }
  }

  private static String write(PartFile part) throws IOException {
    part.restart(ETAG);
    part.append(FakeVideoServer.mp4(1000, 1));
    return "written";
  }

  private static BufferedReader reader(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, UTF_8));
  }
}
