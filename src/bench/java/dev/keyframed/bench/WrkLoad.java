package dev.keyframed.bench;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.bench.Load.Run;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Sends the load with {@code wrk}, which posts pushes to random URLs of the jobs. */
final class WrkLoad {
  private static final int CONNECTIONS = 64;
  private static final int THREADS = 2;
  private static final int PATIENCE = 30;
  private static final String RESULT = "result ";

  /**
   * Sets the time until all connections are open, since handshakes would delay the first answers.
   */
  private static final int OPENING_MILLIS = 1500;

  private static final String SCRIPT =
      """
      local threads = 0
      function setup(thread)
        threads = threads + 1
        thread:set('number', threads)
      end

      local requests = {}
      function init(arguments)
        math.randomseed(number * 7919)
        wrk.headers['Content-Type'] = 'application/json'
        for line in io.lines('%s') do
          local path, task = line:match('^(%%S+)\\t(%%S+)$')
          requests[#requests + 1] =
            wrk.format('POST', path, nil, '{"task_id":"' .. task .. '","status":"Processing"}')
        end
      end

      function request()
        return requests[math.random(#requests)]
      end

      %s
      function done(summary, latency)
        local wrong = summary.errors
        io.write(string.format(
          '%s{"requests":%%d,"micros":%%d,"p50":%%d,"p99":%%d,"errors":%%d}\\n',
          summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
          wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
      end
      """;

  /**
   * Delays requests until all connections are open; has a cost, so it is not used to compare rates.
   */
  private static final String OPEN_FIRST =
      """
      local opened = 0
      function delay()
        opened = opened + 1
        return opened <= %d and %d or 0
      end
      """
          .formatted(CONNECTIONS / THREADS, OPENING_MILLIS);

  private final String program = SystemProgram.find("wrk", "wrk");
  private final Path dir;
  private final Path targets;

  /** Creates the load for jobs, with its files in a directory. */
  WrkLoad(Path dir, List<CallbackTarget> targets) throws IOException {
    this.dir = dir;
    this.targets =
        Files.writeString(
            dir.resolve("targets"),
            targets.stream()
                .map(target -> target.path() + "\t" + target.taskId() + "\n")
                .collect(Collectors.joining()));
  }

  /** Names how kept connections are used. */
  enum Manner {
    /** Uses connections as they open. */
    KEPT(0),
    /** Opens all connections before the first request: to measure latencies. */
    OPENED_FIRST(OPENING_MILLIS);

    private final int opening;

    Manner(int opening) {
      this.opening = opening;
    }
  }

  /** Sends load to a port for a time; fails if a request failed. */
  Run run(int port, Manner manner, int seconds) throws IOException, InterruptedException {
    Path said = Files.createTempFile(dir, "wrk", ".txt");
    Process process =
        new ProcessBuilder(
                List.of(
                    program,
                    "-t" + THREADS,
                    "-c" + CONNECTIONS,
                    "-d" + seconds + "s",
                    "--timeout",
                    PATIENCE + "s",
                    "-s",
                    script(manner).toString(),
                    "https://127.0.0.1:" + port))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(seconds + PATIENCE, SECONDS)).as("wrk ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return read(manner, Files.readString(said));
  }

  private Path script(Manner manner) throws IOException {
    return Files.writeString(
        dir.resolve(manner + ".lua"),
        SCRIPT.formatted(targets, manner == Manner.OPENED_FIRST ? OPEN_FIRST : "", RESULT));
  }

  private static Run read(Manner manner, String said) {
    JsonObject result =
        said.lines()
            .filter(line -> line.startsWith(RESULT))
            .map(line -> new JsonObject(line.substring(RESULT.length())))
            .findFirst()
            .orElseThrow(() -> new AssertionError("wrk says: " + said));
    assertThat(result.getLong("errors")).as("answers other than 200: " + said).isZero();
    long requests = result.getLong("requests");
    assertThat(requests).as("answers: " + said).isPositive();
    double seconds = result.getLong("micros") / 1e6 - manner.opening / 1e3;
    return new Run(
        requests, requests / seconds, result.getLong("p50") / 1e3, result.getLong("p99") / 1e3);
  }
}
