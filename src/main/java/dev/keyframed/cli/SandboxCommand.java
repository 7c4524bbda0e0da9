package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.app.CommandException;
import dev.keyframed.app.Logging;
import dev.keyframed.config.Configuration.LogFormat;
import dev.keyframed.config.Configuration.LogLevel;
import dev.keyframed.config.Configuration.LogSection;
import dev.keyframed.sandbox.Fault;
import dev.keyframed.sandbox.FaultPlan;
import dev.keyframed.sandbox.Sandbox;
import dev.keyframed.sandbox.SandboxConfig;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the provider's simulator alone. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description =
        "Runs the provider's simulator, for development against the API: key sandbox-key, 127.0.0.1 only.")
final class SandboxCommand implements Callable<Integer> {
  private static final int START_TIMEOUT_SECONDS = 30;

  /** Stands for {@code --fault} without a plan; no plan has this name. */
  private static final String LIST = "list";

  @Spec CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the API; 0 for a free one (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--fault",
      arity = "0..1",
      fallbackValue = LIST,
      paramLabel = "PLAN",
      description =
          "Faults to play, such as 'lost_answer=5%%,push_twice=2%%' or 'job:ID=fail_0'; without a"
              + " PLAN, lists every fault with what it does.")
  String fault = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed of random faults; the same seed gives the same faults (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(
      names = "--generation",
      paramLabel = "SECONDS",
      description = "How long a video takes (default: ${DEFAULT-VALUE}).")
  int generation = 3;

  @Option(
      names = "--submissions-per-minute",
      paramLabel = "N",
      description = "Rate limit of the account; 0 for no limit (default: ${DEFAULT-VALUE}).")
  int submissions = 20;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description = "Appends every submission and task to this file, as JSON lines.")
  Path ledger;

  @Override
  public Integer call() throws InterruptedException, TimeoutException {
    if (fault.equals(LIST)) {
      faults().forEach(spec.commandLine().getOut()::println);
      return 0;
    }
    Logging.set(new LogSection(LogFormat.TEXT, LogLevel.INFO));
    Vertx vertx = Vertx.vertx();
    Sandbox sandbox = started(made(vertx));
    PrintWriter out = spec.commandLine().getOut();
    out.println("sandbox: " + sandbox.baseUrl() + " (key sandbox-key)");
    out.println("ledger:  " + sandbox.baseUrl() + "/_sandbox/ledger");
    out.println("To use it: " + use(sandbox.baseUrl()));
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  /** Returns a complete shell command that starts a daemon with this simulator. */
  static String use(String url) {
    return "KEYFRAMED_PROVIDER_API_KEY=sandbox-key KEYFRAMED_CALLBACK_SECRET=for-the-sandbox-alone"
        + " "
        + ProgramName.command()
        + " serve --config /dev/null --set provider.base_url="
        + url
        + " --set provider.allow_private_addresses=true"
        + " --set callback.public_url=http://127.0.0.1:8443 --set callback.host=127.0.0.1";
  }

  private Sandbox made(Vertx vertx) {
    try {
      return new Sandbox(vertx, config());
    } catch (UncheckedIOException fault) {
      throw new CommandException("--ledger: cannot be written: " + fault.getCause().getMessage());
    }
  }

  private Sandbox started(Sandbox sandbox) throws TimeoutException {
    try {
      return sandbox.start().await(START_TIMEOUT_SECONDS, SECONDS);
    } catch (TimeoutException late) {
      throw late;
    } catch (Exception fault) { // await rethrows any failure of the future, also checked ones
      throw new CommandException(
          "--port " + port + ": cannot listen on 127.0.0.1: " + fault.getMessage());
    }
  }

  private SandboxConfig config() {
    SandboxConfig config =
        SandboxConfig.defaults()
            .withPorts(port, 0)
            .withGeneration(Duration.ofSeconds(generation))
            .withSubmissionsPerMinute(submissions)
            .withTrustAll()
            .withFaults(plan(), seed);
    return ledger == null ? config : config.withLedgerFile(ledger);
  }

  /** Returns a line for each fault: its name in a plan, N for a number, and its effect. */
  private static List<String> faults() {
    return Stream.of(Fault.values())
        .map(fault -> "%-30s %s".formatted(fault.pattern(), fault.does()))
        .toList();
  }

  private FaultPlan plan() {
    try {
      return FaultPlan.parse(fault);
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(
          spec.commandLine(),
          "--fault: " + mistake.getMessage() + "; `keyframed sandbox --fault` lists all faults");
    }
  }
}
