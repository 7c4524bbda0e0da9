package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.app.CommandException;
import dev.keyframed.app.Logging;
import dev.keyframed.config.Configuration.LogFormat;
import dev.keyframed.config.Configuration.LogLevel;
import dev.keyframed.config.Configuration.LogSection;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs Redis, sandbox and daemon in one process on free loopback ports, and three sample jobs. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Runs an embedded Redis, the sandbox and the daemon in one process, and three sample jobs through them.")
final class DemoCommand implements Callable<Integer> {
  private static final int ENQUEUE_TIMEOUT_SECONDS = 30;

  @Spec CommandSpec spec;

  @Option(
      names = "--keep",
      description =
          "Keeps running afterwards, and prints how to add jobs and where the metrics are.")
  boolean keep;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder of the videos (default: ${DEFAULT-VALUE}).")
  Path output = Path.of("data", "demo");

  @Override
  public Integer call() throws Exception {
    Logging.set(new LogSection(LogFormat.TEXT, LogLevel.WARN));
    PrintWriter out = spec.commandLine().getOut();
    Path dir = output.toAbsolutePath().normalize();
    LiveLines lines = LiveLines.on(out);
    System.setOut(lines.above(System.out));
    System.setErr(lines.above(System.err));
    try (DemoEnvironment stage = DemoEnvironment.open(dir, () -> interrupted(lines, out, dir))) {
      out.println("Starting a Redis, the provider's sandbox and the daemon on 127.0.0.1 ...");
      out.flush();
      return play(stage, lines, out);
    } catch (Exception fault) {
      if (DemoEnvironment.isInterrupted()) {
        // Failures now are caused by the shutdown; the JVM is about to exit with the code of the
        // signal.
        new CountDownLatch(1).await();
      }
      throw fault;
    }
  }

  private int play(DemoEnvironment stage, LiveLines lines, PrintWriter out) throws Exception {
    stage.start();
    try (NamespaceClient client =
        NamespaceClient.open(stage.vertx(), stage.redisUrl(), "keyframed")) {
      List<JsonObject> ended = run(client, lines, out);
      out.println();
      ended.forEach(result -> out.println(Progress.outcome(result)));
      out.println();
      stage.markComplete();
      if (keep) {
        stay(stage, out);
      }
      out.println("To try it with frames of your own:");
      tellHowToBuild(out);
      out.println("  " + ProgramName.command() + " demo --keep");
      boolean asExpected =
          ended.stream().filter(result -> "succeeded".equals(result.getString("state"))).count()
              == 2;
      if (!asExpected) {
        throw new CommandException("the demo's jobs did not end as expected; see above");
      }
      return 0;
    }
  }

  private static void interrupted(LiveLines lines, PrintWriter out, Path dir) {
    lines.stop();
    out.println();
    out.println("interrupted; finished videos are in " + dir.resolve("videos"));
    out.flush();
  }

  private static List<JsonObject> run(NamespaceClient client, LiveLines lines, PrintWriter out)
      throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonObject job : SampleJobs.all()) {
      // A demo may be run again in its folder, so each run has job ids of its own.
      String id = job.getString("id") + "-" + Long.toString(System.currentTimeMillis() / 1000, 36);
      client.enqueue(job.put("id", id).encode()).await(ENQUEUE_TIMEOUT_SECONDS, SECONDS);
      ids.add(id);
    }
    OutageRetry redis = new OutageRetry(line -> lines.say(out, line), "the end of the demo's jobs");
    return new Progress(client, lines, redis, DemoEnvironment.GENERATION)
        .untilAllEnded(ids, () -> {});
  }

  private static void tellHowToBuild(PrintWriter out) {
    if (!ProgramName.isJar()) {
      out.println("  mvn package -Dmaven.test.skip=true");
    }
  }

  private void stay(DemoEnvironment stage, PrintWriter out) throws InterruptedException {
    String options =
        " --set redis.url=embedded --set redis.embedded_port=%d --set data_dir=%s"
            .formatted(stage.redisPort(), stage.dir());
    out.println("Still running; end it with Ctrl-C. In another terminal:");
    tellHowToBuild(out);
    out.println("  " + ProgramName.command() + " submit --wait --last-frame FILE" + options);
    out.println("  " + ProgramName.command() + " list" + options);
    out.println("  metrics: " + stage.metricsUrl());
    out.flush();
    new CountDownLatch(1).await();
  }
}
