package dev.keyframed.cli;

import dev.keyframed.job.Account.HoldReason;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pauses the submissions of a namespace. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description =
        "Stops submissions on all nodes of the namespace until resume. Jobs are still accepted, and"
            + " submitted ones are completed.")
final class PauseCommand implements Callable<Integer> {
  @Mixin NamespaceOptions access;

  @Override
  public Integer call() throws Exception {
    return access.use(
        namespace -> {
          boolean already = namespace.get(namespace.store().account()).hold() == HoldReason.PAUSED;
          namespace.finish(namespace.operations().pause(true).mapEmpty());
          access.answer(
              already ? "already paused" : "paused: nothing is submitted until resume",
              new JsonObject().put("paused", true).put("changed", !already));
          return 0;
        });
  }
}
