package dev.keyframed.cli;

import dev.keyframed.app.CommandException;
import dev.keyframed.job.Account;
import dev.keyframed.job.Account.HoldReason;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Resumes the submissions of a namespace. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Resumes submissions that pause has stopped.")
final class ResumeCommand implements Callable<Integer> {
  @Mixin NamespaceOptions access;

  @Override
  public Integer call() throws Exception {
    return access.use(
        namespace -> {
          boolean paused = namespace.get(namespace.store().account()).hold() == HoldReason.PAUSED;
          Account now = namespace.get(namespace.operations().pause(false));
          if (now.hold() != null) {
            throw new CommandException(
                "not paused, but held by the provider (%s): %s; correct the cause, and restart the daemon if you changed a secret; the hold ends once a submission succeeds"
                    .formatted(now.hold().label(), now.holdMessage()));
          }
          access.answer(
              paused ? "resumed: submissions go on" : "was not paused",
              new JsonObject().put("paused", false).put("changed", paused));
          return 0;
        });
  }
}
