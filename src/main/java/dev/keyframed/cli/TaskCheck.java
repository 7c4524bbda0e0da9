package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.Settings;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.Secret;
import dev.keyframed.job.Finding;
import dev.keyframed.port.Provider.Report;
import dev.keyframed.port.Timing;
import dev.keyframed.provider.MiniMaxProvider;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.util.concurrent.TimeoutException;

/** Asks the provider whether it knows a task, before a job is tied to it. */
final class TaskCheck {
  /** What connecting may take beside the request. */
  private static final int CONNECT_SECONDS = 15;

  private static final String ELSE = "nothing was changed; --force names it all the same";

  private final Namespace namespace;
  private final PrintWriter err;

  TaskCheck(Namespace namespace, PrintWriter err) {
    this.namespace = namespace;
    this.err = err;
  }

  /**
   * Returns where the provider knows the task, or where there is no key to ask it with, and says so
   * then.
   *
   * @throws Failed where it does not know the task, or does not tell
   */
  void mustKnow(String taskId) throws TimeoutException {
    Configuration.Provider provider = namespace.configuration().provider();
    if (provider.apiKey().equals(Secret.NONE)) {
      err.println(
          "keyframed: the provider was not asked for task "
              + taskId
              + ": this user can read no provider.api_key; if the id is wrong, the job fails in some minutes and can be resolved again");
      return;
    }
    Report report = ask(taskId, provider.requestTimeout().toSeconds());
    if (report.finding() instanceof Finding.Unknown unknown && unknown.code() != 0) {
      throw new Failed(
          "the provider does not know task %s (%d: %s): %s"
              .formatted(taskId, unknown.code(), Shown.text(unknown.message()), ELSE));
    }
    if (report.finding() instanceof Finding.Nothing
        || report.finding() instanceof Finding.Unknown) {
      String why = report.trouble() == null ? "no answer" : Shown.text(report.trouble().message());
      throw new Failed(
          "the provider does not tell whether it knows task %s: %s: %s"
              .formatted(taskId, why, ELSE));
    }
  }

  private Report ask(String taskId, long seconds) throws TimeoutException {
    MiniMaxProvider provider =
        new MiniMaxProvider(
            namespace.vertx(),
            new Settings(namespace.configuration()).provider(),
            Timing.NONE,
            (operation, code) -> {});
    Future<Report> answer = provider.query(taskId);
    try {
      return answer.await(seconds + CONNECT_SECONDS, SECONDS);
    } finally {
      namespace.finish(provider.close());
    }
  }
}
