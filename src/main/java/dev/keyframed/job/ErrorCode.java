package dev.keyframed.job;

import java.util.Locale;

/** Why a job ended without a video (contract: error codes). */
public enum ErrorCode {
  /** The job itself is wrong; nothing was sent. */
  INVALID_JOB,
  /** Its own id is another job's already, with other content; nothing was sent. */
  ID_CONFLICT,
  /** It was not submitted before its {@code expires_at}. */
  EXPIRED,
  /** The provider refused the prompt, a frame or the output. */
  CONTENT_REFUSED,
  /** The provider refused the parameters. */
  INVALID_PARAMETERS,
  /** The provider's generation failed, as often as the job allows. */
  GENERATION_FAILED,
  /** The task did not end within {@code poll.give_up_after}. */
  GENERATION_TIMED_OUT,
  /** The creation's answer was lost after our vote, and no callback told of a task in time. */
  SUBMISSION_UNCERTAIN,
  /** The video is paid for and could not be fetched, as often as configured. */
  DOWNLOAD_FAILED;

  /** The name users see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The code of that name.
   *
   * @throws IllegalArgumentException where none is called so
   */
  public static ErrorCode of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
