package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.adapter.minimax.MiniMaxProvider;
import dev.keyframed.app.CommandException;
import dev.keyframed.app.Settings;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.Secret;
import dev.keyframed.job.Finding;
import dev.keyframed.job.QueryResult;
import dev.keyframed.port.Timing;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.util.concurrent.TimeoutException;

/** Queries the provider for a task, before a job is assigned to it. */
final class TaskCheck {
  /** Adds the time for connecting to the time-out of the request. */
  private static final int CONNECT_SECONDS = 15;

  private static final String ELSE = "nothing was changed; --force skips this check";

  private final NamespaceSession namespace;
  private final PrintWriter err;

  TaskCheck(NamespaceSession namespace, PrintWriter err) {
    this.namespace = namespace;
    this.err = err;
  }

  /**
   * Checks that the provider knows the task.
   *
   * <p>Without a key to ask with, nothing is checked, and a warning is printed.
   *
   * @throws CommandException if the provider does not know the task, or gives no answer to that
   */
  void requireKnown(String taskId) throws TimeoutException {
    Configuration.ProviderSection provider = namespace.configuration().provider();
    if (provider.apiKey().equals(Secret.NONE)) {
      err.println(
          "keyframed: the provider was not queried for task "
              + taskId
              + ": provider.api_key is not readable by this user; if the id is wrong, the job fails in some minutes and can be resolved again");
      return;
    }
    QueryResult report = ask(taskId, provider.requestTimeout().toSeconds());
    if (report.finding() instanceof Finding.TaskUnknown unknown && unknown.code() != 0) {
      throw new CommandException(
          "the provider does not know task %s (%d: %s): %s"
              .formatted(taskId, unknown.code(), TextFormat.text(unknown.message()), ELSE));
    }
    if (report.finding() instanceof Finding.NoAnswer
        || report.finding() instanceof Finding.TaskUnknown) {
      String reason =
          report.trouble() == null ? "no answer" : TextFormat.text(report.trouble().message());
      throw new CommandException(
          "the provider did not say whether it knows task %s: %s: %s"
              .formatted(taskId, reason, ELSE));
    }
  }

  private QueryResult ask(String taskId, long seconds) throws TimeoutException {
    MiniMaxProvider provider =
        new MiniMaxProvider(
            namespace.vertx(),
            new Settings(namespace.configuration()).provider(),
            Timing.NONE,
            (operation, code) -> {});
    Future<QueryResult> answer = provider.query(taskId);
    try {
      return answer.await(seconds + CONNECT_SECONDS, SECONDS);
    } catch (TimeoutException late) {
      throw new CommandException("the provider did not answer in time: " + ELSE);
    } finally {
      namespace.finish(provider.close());
    }
  }
}
