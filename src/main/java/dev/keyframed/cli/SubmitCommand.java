package dev.keyframed.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyframed.adapter.redis.RedisErrorException;
import dev.keyframed.adapter.redis.RedisUnavailableException;
import dev.keyframed.adapter.redis.UnsupportedFormatException;
import dev.keyframed.app.CommandException;
import dev.keyframed.app.Settings;
import dev.keyframed.config.Configuration;
import dev.keyframed.job.Account;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.service.intake.Admission;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds one job to the queue. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Checks a job as the daemon would, adds it to the queue and prints its id. With --wait it shows"
            + " the progress and prints the video's path. It exits 0 only if the job succeeded, 1 if it did"
            + " not, 3 if that is not known: Redis was unavailable for five minutes, and the job goes on.")
final class SubmitCommand implements Callable<Integer> {
  /** Estimates how long most videos take at the provider; used only for the progress bar. */
  private static final Duration USUAL = Duration.ofMinutes(4);

  /** Limits the checks for a daemon, which reads the queue several times a second. */
  private static final int CHECKS = 20;

  private static final long CHECK_INTERVAL_MILLIS = 50;

  /** Stands for the id of the entry, which the queue assigns later. */
  private static final String NO_ENTRY = "0-0";

  @Mixin JobOptions options;

  @Option(names = "--wait", description = "Waits until the job has ended.")
  boolean wait;

  @Mixin NamespaceOptions access;

  /** Tells the job from another one of its id. */
  private String digest;

  @Override
  public Integer call() throws Exception {
    return access.use(
        namespace -> {
          String job = checked(namespace.configuration());
          sayIfKnown(namespace);
          String entry = enqueue(namespace, job);
          String id = options.id == null ? entry : options.id;
          if (!wait) {
            sayIfNotTaken(namespace, entry);
            access.answer(id, new JsonObject().put("job_id", id));
            return 0;
          }
          return await(namespace, entry, id);
        });
  }

  /** Adds the job to the queue; an unanswered request may have been carried out. */
  private String enqueue(NamespaceSession namespace, String job) {
    try {
      return namespace.get(namespace.client().enqueue(job));
    } catch (RedisUnavailableException | TimeoutException away) {
      String again =
          options.id == null
              ? "check `list` before submitting it again"
              : "submitting it again is safe, since it has an id of its own";
      throw CommandException.notKnown(
          "Redis became unavailable while the job was added: "
              + (away instanceof RedisUnavailableException ? away.getMessage() : "no answer")
              + "; "
              + again);
    }
  }

  /**
   * Checks the job as admission does, except for files on the daemon's side, and returns it.
   *
   * @throws CommandException with all mistakes
   */
  private String checked(Configuration configuration) {
    List<Mistake> mistakes = new ArrayList<>();
    String job = options.job(mistakes);
    Set<String> known = mistakes.stream().map(Mistake::field).collect(Collectors.toSet());
    NewJob newJob =
        Admission.elsewhere(new Settings(configuration).intake())
            .examine(Entry.of(NO_ENTRY, job.getBytes(UTF_8)), Instant.now());
    digest = newJob.digest();
    Failure failure = newJob.job().failure();
    if (failure != null) {
      failure.mistakes().stream()
          .filter(mistake -> !known.contains(mistake.field()))
          .forEach(mistakes::add);
    }
    if (!mistakes.isEmpty()) {
      throw new CommandException(
          mistakes.stream()
              .map(mistake -> "\n  " + mistake.field() + ": " + TextFormat.text(mistake.message()))
              .collect(Collectors.joining("", "the job was not enqueued:", "")));
    }
    return job;
  }

  /** Warns if a job with this id is stored already, since only an identical job is taken for it. */
  private void sayIfKnown(NamespaceSession namespace) throws TimeoutException {
    String state =
        options.id == null ? null : namespace.get(namespace.client().job(options.id)).get("state");
    if (state != null) {
      access
          .err()
          .println(
              "keyframed: job %s exists already and is %s; a different job with this id is rejected"
                  .formatted(options.id, state));
    }
  }

  /** Warns if no daemon takes the job: it may be down, or the queue may be the wrong one. */
  private void sayIfNotTaken(NamespaceSession namespace, String entry) throws InterruptedException {
    try {
      for (int checks = 0; namespace.get(namespace.client().isWaiting(entry)); checks++) {
        if (checks == CHECKS) {
          access.err().println("keyframed: " + notTaken(namespace));
          return;
        }
        TimeUnit.MILLISECONDS.sleep(CHECK_INTERVAL_MILLIS);
      }
    } catch (RedisUnavailableException | RedisErrorException | TimeoutException unknown) {
      return; // the job is on the queue, as requested
    }
  }

  private static String notTaken(NamespaceSession namespace) {
    return "no daemon has taken the job from the queue yet: is one running for namespace "
        + namespace.configuration().namespace()
        + "?";
  }

  private static String goesOn(String id) {
    return "keyframed: job %s goes on without this command: `watch %s` shows it, `cancel %s` ends it"
        .formatted(id, id, id);
  }

  /** Says why nothing is submitted at all; who may not ask that is told nothing. */
  private void whyQueued(NamespaceSession namespace, LiveLines lines) {
    try {
      Account account = namespace.get(namespace.store().account());
      if (account.hold() == HoldReason.PAUSED) {
        lines.say(access.err(), "keyframed: submissions are paused; `resume` lets them go on");
      } else if (account.hold() != null) {
        lines.say(
            access.err(),
            "keyframed: the provider's account is held (%s): %s"
                .formatted(account.hold().label(), TextFormat.line(account.holdMessage())));
      }
    } catch (RedisUnavailableException
        | RedisErrorException
        | UnsupportedFormatException
        | TimeoutException unknown) {
      return;
    }
  }

  private int await(NamespaceSession namespace, String entry, String id) throws Exception {
    if (!access.json) {
      access.out().println(id);
    }
    PrintWriter shown = access.json ? new PrintWriter(Writer.nullWriter()) : access.out();
    LiveLines lines = LiveLines.on(shown);
    OutageRetry redis =
        new OutageRetry(
            line -> lines.say(access.err(), line),
            "the end of job " + id + ", which was added to the queue");
    Progress progress = new Progress(namespace.client(), lines, redis, USUAL);
    JsonObject result;
    ExitNotice notice = ExitNotice.of(() -> lines.say(access.err(), goesOn(id)));
    try {
      String job =
          progress.untilTaken(
              new Progress.Awaited(entry, id, digest),
              () -> lines.say(access.err(), "keyframed: " + notTaken(namespace)));
      result = progress.untilAllEnded(List.of(job), () -> whyQueued(namespace, lines)).get(0);
    } finally {
      notice.close();
    }
    JsonObject video = result.getJsonObject("video");
    if (access.json) {
      access.out().println(ResultText.encode(result));
    } else if (video != null) {
      access.out().println(video.getString("path"));
    }
    if (!"succeeded".equals(result.getString("state"))) {
      throw new CommandException(TextFormat.text(Progress.outcome(result)));
    }
    return 0;
  }
}
