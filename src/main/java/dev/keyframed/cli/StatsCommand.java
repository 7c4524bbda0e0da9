package dev.keyframed.cli;

import dev.keyframed.job.Account;
import dev.keyframed.job.PassingTrouble;
import dev.keyframed.job.State;
import dev.keyframed.port.NamespaceStats;
import dev.keyframed.port.TroubleBoard.TroubleNote;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the numbers of a namespace. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description =
        "Shows how many jobs are in each state, what they cost today (UTC) and may still cost, and whether"
            + " the provider's account is held.")
final class StatsCommand implements Callable<Integer> {
  @Mixin NamespaceOptions access;

  @Override
  public Integer call() throws Exception {
    return access.use(
        namespace -> {
          NamespaceStats census =
              namespace.get(
                  namespace.store().census(namespace.configuration().poll().overdueAfter()));
          Account account = namespace.get(namespace.store().account());
          JsonObject stats =
              new JsonObject().put("namespace", namespace.configuration().namespace());
          put(stats, census);
          put(stats, account);
          put(stats, namespace.get(namespace.client().troubles().all()));
          if (access.json) {
            access.out().println(TextFormat.json(stats));
          } else {
            TextFormat.print(stats, access.out());
          }
          return 0;
        });
  }

  private static void put(JsonObject stats, NamespaceStats census) {
    JsonObject jobs = new JsonObject();
    for (State state : State.values()) {
      jobs.put(state.label(), census.jobs().getOrDefault(state, 0L));
    }
    stats.put(JobView.WAITING, census.waiting()).put("jobs", jobs);
    if (census.oldestReady() != null) {
      stats.put("oldest_ready_at", census.oldestReady().toString());
    }
    stats
        .put("overdue_jobs", census.overdue())
        .put("overdue_seconds", census.mostOverdue().toSeconds())
        .put("spent_today_usd", TextFormat.dollars(census.spentToday()))
        .put("exposure_usd", TextFormat.dollars(census.exposure()));
  }

  private static void put(JsonObject stats, List<TroubleNote> troubles) {
    JsonArray all = new JsonArray();
    troubles.forEach(
        trouble ->
            all.add(
                new JsonObject()
                    .put("node", trouble.node())
                    .put("with", trouble.with())
                    .put("reason", trouble.reason())
                    .put("message", trouble.words())
                    .put("since", trouble.since().toString())));
    if (!all.isEmpty()) {
      stats.put("troubles", all);
    }
  }

  private static void put(JsonObject stats, Account account) {
    stats.put("held", account.hold() != null);
    if (account.hold() != null) {
      stats.put(
          "hold",
          new JsonObject()
              .put("reason", account.hold().label())
              .put("message", account.holdMessage())
              .put("since", String.valueOf(account.holdSince())));
    }
    PassingTrouble trouble = account.troubleAt(Instant.now()).orElse(null);
    if (trouble != null) {
      stats.put(
          "trouble",
          new JsonObject()
              .put("reason", trouble.reason().label())
              .put("message", trouble.message())
              .put("since", trouble.since().toString()));
    }
    stats.put("callbacks_lost", account.isCallbackLost());
  }
}
