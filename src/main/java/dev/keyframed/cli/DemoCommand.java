package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.config.Configuration.Log;
import dev.keyframed.config.Configuration.LogFormat;
import dev.keyframed.config.Configuration.LogLevel;
import dev.keyframed.redis.JobDesk;
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

/** Everything in one process on free loopback ports: sees sample jobs through to their videos. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Runs an embedded Redis, the sandbox and the daemon in one process, and three sample jobs through them.")
final class DemoCommand implements Callable<Integer> {
  private static final int PATIENCE = 30;

  @Spec CommandSpec spec;

  @Option(
      names = "--keep",
      description = "Stays up afterwards, and tells how to enqueue and where the metrics are.")
  boolean keep;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the videos go (default: ${DEFAULT-VALUE}).")
  Path output = Path.of("data", "demo");

  @Override
  public Integer call() throws Exception {
    Logging.set(new Log(LogFormat.TEXT, LogLevel.WARN));
    PrintWriter out = spec.commandLine().getOut();
    out.println("Starting a Redis, the provider's sandbox and the daemon on 127.0.0.1 ...");
    out.flush();
    try (DemoStage stage = DemoStage.open(output.toAbsolutePath().normalize());
        JobDesk desk = JobDesk.open(stage.vertx(), stage.redisUrl(), "keyframed")) {
      List<JsonObject> ended = run(desk, out);
      out.println();
      ended.forEach(result -> out.println(Progress.verdict(result)));
      if (keep) {
        stay(stage, out);
      }
      boolean asExpected =
          ended.stream().filter(result -> "succeeded".equals(result.getString("state"))).count()
              == 2;
      if (!asExpected) {
        throw new Failed("the demo's jobs did not end as they should; see above");
      }
      return 0;
    }
  }

  private static List<JsonObject> run(JobDesk desk, PrintWriter out) throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonObject job : SampleJobs.all()) {
      // A demo may be run again in its folder: each run has jobs of its own.
      String id = job.getString("id") + "-" + Long.toString(System.currentTimeMillis() / 1000, 36);
      desk.enqueue(job.put("id", id).encode()).await(PATIENCE, SECONDS);
      ids.add(id);
    }
    return new Progress(desk, out, ids, DemoStage.GENERATION).untilAllEnded();
  }

  private void stay(DemoStage stage, PrintWriter out) throws InterruptedException {
    out.println();
    out.println("Still up; end it with Ctrl-C.");
    out.println(
        "  enqueue: redis-cli -p "
            + stage.redisPort()
            + " XADD '{keyframed}:jobs' '*' job '{\"last_frame_image\":\"https://example.com/last.png\"}'");
    out.println(
        "  results: redis-cli -p " + stage.redisPort() + " XRANGE '{keyframed}:results' - +");
    out.println("  metrics: " + stage.metricsUrl());
    out.flush();
    new CountDownLatch(1).await();
  }
}
