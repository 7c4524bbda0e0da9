package dev.keyframed.job.machine;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.machine.Event.VoteEvidence;
import java.time.Instant;

/** Creates events of answered creations, for tests. */
public final class Answers {
  private Answers() {}

  public static Event created(Attempt attempt, String taskId, String traceId) {
    return of(attempt, new CreateResult.Created(taskId, traceId), VoteEvidence.NONE);
  }

  public static Event refused(
      Attempt attempt, Refusal refusal, int code, String message, String traceId) {
    return of(
        attempt,
        new CreateResult.Refused(refusal, null, code, message, traceId),
        VoteEvidence.NONE);
  }

  public static Event faulted(
      Attempt attempt,
      boolean passing,
      int code,
      String message,
      String traceId,
      VoteEvidence evidence) {
    return of(attempt, new CreateResult.Faulted(passing, code, message, traceId), evidence);
  }

  public static Event lost(Attempt attempt, VoteEvidence evidence) {
    return of(attempt, new CreateResult.AnswerLost("lost by the test"), evidence);
  }

  public static Event unreadable(Attempt attempt) {
    return of(attempt, new CreateResult.AnswerUnreadable("cut by the test"), VoteEvidence.NONE);
  }

  private static Event of(Attempt attempt, CreateResult result, VoteEvidence evidence) {
    return new Event.Answered(attempt, Instant.EPOCH, true, result, evidence);
  }
}
