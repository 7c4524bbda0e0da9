package dev.keyframed.job;

import java.util.Locale;

/** Lists the reasons why a job ended without a video (src/docs/jobs-and-results.md). */
public enum ErrorCode {
  /** The job is not valid; nothing was sent. */
  INVALID_JOB,
  /** Another job with other content already has this id; nothing was sent. */
  ID_CONFLICT,
  /** The job was not submitted before its {@code expires_at}. */
  EXPIRED,
  /** The provider refused the prompt, a frame or the output. */
  CONTENT_REFUSED,
  /** The provider refused the parameters. */
  INVALID_PARAMETERS,
  /** The provider's generation failed, as often as the job allows. */
  GENERATION_FAILED,
  /** The task did not end within {@code poll.give_up_after}. */
  GENERATION_TIMED_OUT,
  /** No answer and no callback in time named a task, and nothing proves that there is none. */
  SUBMISSION_UNCERTAIN,
  /** The video is paid for and could not be fetched, as often as configured. */
  DOWNLOAD_FAILED;

  /** Returns the name that users see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the code of that name.
   *
   * @throws IllegalArgumentException if no code has that name
   */
  public static ErrorCode of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
