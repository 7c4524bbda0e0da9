package dev.keyframed.cli;

import dev.keyframed.app.CommandException;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Decision;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Records what an operator has found out about an uncertain submission. */
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    description =
        "Records the outcome of an uncertain submission, as the provider's console shows it. With"
            + " --task-id the job goes on with that task, if the provider knows it; with --not-created"
            + " it is submitted again.")
final class ResolveCommand extends JobOperation {
  private static final String TASK_ID = "(?!0+$)[A-Za-z0-9_-]{1,64}";

  @ArgGroup(exclusive = true, multiplicity = "1")
  ResolutionOptions finding;

  @Option(names = "--force", description = "Assigns the task without querying the provider first.")
  boolean force;

  ResolveCommand() {
    super("only a job whose submission is uncertain can be resolved");
  }

  /** Holds one of the two findings. */
  static final class ResolutionOptions {
    @Option(
        names = "--task-id",
        required = true,
        paramLabel = "ID",
        description = "The submission became this task of the provider.")
    String taskId;

    @Option(
        names = "--not-created",
        required = true,
        description =
            "The submission became no task. If it did after all, the video is paid twice.")
    boolean notCreated;
  }

  @Override
  public Integer call() throws Exception {
    if (finding.taskId != null && !finding.taskId.matches(TASK_ID)) {
      throw new ParameterException(
          access.command.commandLine(), "--task-id: a task id is 1 to 64 of A-Z a-z 0-9 _ -");
    }
    access.withApiKey = finding.taskId != null && !force;
    return super.call();
  }

  @Override
  Future<Optional<Decision>> in(NamespaceSession namespace) throws TimeoutException {
    if (finding.notCreated) {
      return namespace.operations().resolveAsNotCreated(job);
    }
    Optional<String> owner = namespace.get(namespace.client().owner(finding.taskId));
    if (owner.isPresent() && !owner.get().equals(job.text())) {
      throw new CommandException(
          "task " + finding.taskId + " belongs to job " + owner.get() + " already");
    }
    if (!force && isUncertain(namespace.get(namespace.client().job(job.text())))) {
      new TaskCheck(namespace, access.err()).requireKnown(finding.taskId);
    }
    return namespace.operations().resolveAs(job, finding.taskId);
  }

  /**
   * Returns whether the job's submission is uncertain.
   *
   * <p>No other job will be changed, so the provider need not be asked.
   */
  private static boolean isUncertain(Map<String, String> hash) {
    String uncertain = State.UNCERTAIN.label();
    return uncertain.equals(hash.get("state"))
        || ErrorCode.SUBMISSION_UNCERTAIN.label().equals(hash.get("error"));
  }
}
