package dev.keyframed.sandbox;

import java.util.Locale;

/**
 * Lists the ways in which the simulated provider can misbehave.
 *
 * <p>The name in a plan is the constant's in lower case. A number (a business code or an HTTP
 * status) follows after an underscore: {@code create_code_1002}, {@code query_http_502}.
 *
 * <p>The prefix of a creation fault says how far the creation came: {@code create_} nothing was
 * done, {@code voted_} the challenge was echoed but no task was made, {@code created_} there is a
 * task.
 */
public enum Fault {
  LOST_ANSWER_BEFORE_CHALLENGE(
      Point.CREATE,
      Stage.RECEIVED,
      Spoil.CUT,
      "the connection is cut before any challenge; no task"),
  LOST_ANSWER_NO_TASK(
      Point.CREATE,
      Stage.VOTED,
      Spoil.CUT,
      "the connection is cut after the challenge was echoed; no task"),
  LOST_ANSWER(
      Point.CREATE, Stage.CREATED, Spoil.CUT, "the task is created, then the connection is cut"),
  LATE_ANSWER(
      Point.CREATE, Stage.CREATED, Spoil.LATE, "the task is created, its answer comes late"),
  CUT_ANSWER(
      Point.CREATE,
      Stage.CREATED,
      Spoil.HALF,
      "the task is created, its answer is cut in the middle of the body"),
  CREATE_CODE(
      Point.CREATE, Stage.RECEIVED, Spoil.CODE, "no task, the answer is this business code"),
  VOTED_CODE(
      Point.CREATE,
      Stage.VOTED,
      Spoil.CODE,
      "refused with this business code although the challenge was echoed"),
  CREATED_CODE(
      Point.CREATE,
      Stage.CREATED,
      Spoil.CODE,
      "the task is created, the answer is this business code"),
  CREATE_HTTP(
      Point.CREATE,
      Stage.RECEIVED,
      Spoil.HTTP,
      "refused with this HTTP status; from 502 on as a gateway's HTML"),
  VOTED_HTTP(
      Point.CREATE,
      Stage.VOTED,
      Spoil.HTTP,
      "this HTTP status after the challenge was echoed; no task"),
  CREATED_HTTP(
      Point.CREATE,
      Stage.CREATED,
      Spoil.HTTP,
      "the task is created, the answer is this HTTP status"),
  CREATE_ERROR(
      Point.CREATE,
      Stage.RECEIVED,
      Spoil.ERROR,
      "refused as the second API does: an HTTP error whose body names this business code"),
  CREATE_STALL(
      Point.CREATE, Stage.RECEIVED, Spoil.STALL, "no answer ever comes; no challenge, no task"),
  CREATED_STALL(
      Point.CREATE, Stage.CREATED, Spoil.STALL, "the task is created, the request never answered"),
  CREATED_NON_JSON(
      Point.CREATE, Stage.CREATED, Spoil.NON_JSON, "the task is created, the answer is not JSON"),
  CREATED_STRING_CODE(
      Point.CREATE,
      Stage.CREATED,
      Spoil.STRING_CODE,
      "the task is created, the answer's status_code is a string"),
  CREATED_NUMERIC_ID(
      Point.CREATE,
      Stage.CREATED,
      Spoil.NUMERIC_IDS,
      "the task is created, the answer's task_id is a number"),
  CREATED_GZIP(
      Point.CREATE,
      Stage.CREATED,
      Spoil.GZIP,
      "the task is created, the answer is compressed though that was not asked for"),
  UNCHALLENGED_NON_JSON(
      Point.CREATE,
      Stage.CREATED,
      Spoil.NON_JSON,
      "the task is created without a challenge, the answer is not JSON"),
  UNCHALLENGED_CUT(
      Point.CREATE,
      Stage.CREATED,
      Spoil.CUT,
      "the task is created without a challenge, then the connection is cut"),
  NO_CHALLENGE(Point.CREATE, "the task is created without a challenge"),
  CHALLENGE_TWICE(Point.CREATE, "two challenges are sent for one creation; one echo is enough"),
  CHALLENGE_LATE(
      Point.CREATE,
      "the request is cut first, the challenge follows late; if it is echoed, a task is created"),
  WRONG_CHALLENGE(Point.CREATE, "the challenge's body has no challenge that could be echoed"),
  BALANCE_RUNS_OUT(Point.CREATE, "the balance is used up (1008) until it is set again"),

  FAIL_1026(Point.GENERATION, "the generation fails: the prompt or image was refused"),
  FAIL_1027(Point.GENERATION, "the generation fails: the video was refused"),
  FAIL_0(Point.GENERATION, "the generation fails without a reason"),
  GENERATION_STUCK(Point.GENERATION, "the generation takes a thousand times as long"),

  QUERY_CODE(Point.QUERY, Spoil.CODE, "the answer is this business code"),
  QUERY_HTTP(Point.QUERY, Spoil.HTTP, "the answer is this HTTP status"),
  QUERY_CUT(Point.QUERY, Spoil.CUT, "the connection is cut"),
  QUERY_LATE(Point.QUERY, Spoil.LATE, "the answer comes late"),
  QUERY_STALL(Point.QUERY, Spoil.STALL, "no answer ever comes"),
  QUERY_NON_JSON(Point.QUERY, Spoil.NON_JSON, "the answer is not JSON"),
  QUERY_STRING_CODE(Point.QUERY, Spoil.STRING_CODE, "status_code is a string"),
  QUERY_NUMERIC_IDS(Point.QUERY, Spoil.NUMERIC_IDS, "ids are numbers"),
  QUERY_ERROR(
      Point.QUERY, Spoil.ERROR, "the answer is an HTTP error whose body names this business code"),
  QUERY_GZIP(Point.QUERY, Spoil.GZIP, "the answer is compressed, though that was not asked for"),
  QUERY_FOREIGN_TASK(Point.QUERY, "the answer is another task's success"),
  QUERY_FILE_ZERO(Point.QUERY, "the status is Success with a file_id of 0"),
  QUERY_UNKNOWN_STATUS(Point.QUERY, "the status is an unknown word"),
  QUERY_EMPTY_STATUS(Point.QUERY, "the status is empty, with code 0"),
  QUERY_STATUS_BACK(Point.QUERY, "the status is that of an earlier step"),
  QUERY_SUCCESS_WITHOUT_FILE(Point.QUERY, "the status is Success with an empty file_id"),
  QUERY_UNKNOWN_ID(Point.QUERY, "the id is denied (2013)"),

  FILE_CODE(Point.FILE, Spoil.CODE, "the answer is this business code"),
  FILE_HTTP(Point.FILE, Spoil.HTTP, "the answer is this HTTP status"),
  FILE_CUT(Point.FILE, Spoil.CUT, "the connection is cut"),
  FILE_STALL(Point.FILE, Spoil.STALL, "no answer ever comes"),
  FILE_NON_JSON(Point.FILE, Spoil.NON_JSON, "the answer is not JSON"),
  FILE_STRING_CODE(Point.FILE, Spoil.STRING_CODE, "status_code is a string"),
  FILE_ERROR(
      Point.FILE, Spoil.ERROR, "the answer is an HTTP error whose body names this business code"),
  FILE_GZIP(Point.FILE, Spoil.GZIP, "the answer is compressed, though that was not asked for"),
  FILE_UNKNOWN_ID(Point.FILE, "the id is denied (2013)"),
  FILE_FOREIGN(Point.FILE, "the answer names another file"),
  FILE_NO_URL(Point.FILE, "the answer has no download_url"),
  FILE_BACKUP_ONLY(Point.FILE, "the answer has a backup_download_url only"),

  PUSH_NEVER(Point.PUSH, "this push is not sent"),
  PUSH_LATE(Point.PUSH, "this push comes late"),
  PUSH_TWICE(Point.PUSH, "this push comes twice"),
  PUSH_OUT_OF_ORDER(Point.PUSH, "processing is pushed after the end"),
  PUSH_OTHER_CASE(Point.PUSH, "the status begins with a capital"),
  PUSH_NUMERIC_IDS(Point.PUSH, "ids are numbers"),
  PUSH_FOREIGN_TASK(
      Point.PUSH, "a success of another job's task is pushed to this job's URL first"),
  PUSH_MALFORMED(Point.PUSH, "the body is broken JSON"),
  PUSH_EXTRA_FIELDS(Point.PUSH, "the body has unknown fields"),
  PUSH_FLOOD(Point.PUSH, "processing is pushed repeatedly until the end"),
  PUSH_BEFORE_ANSWER(Point.CREATE, "processing is pushed before the creation is answered"),

  DOWNLOAD_HTTP(Point.DOWNLOAD, "the answer is this HTTP status"),
  DOWNLOAD_EXPIRED(Point.DOWNLOAD, "the URL has expired before its time (403)"),
  DOWNLOAD_CUT(Point.DOWNLOAD, "the connection is cut in the middle of the body"),
  DOWNLOAD_WRONG_LENGTH(Point.DOWNLOAD, "more is announced than is sent"),
  DOWNLOAD_TRUNCATED(
      Point.DOWNLOAD, "half of the file is announced, and sent, as if it were the whole"),
  DOWNLOAD_SLOW(Point.DOWNLOAD, "the body comes slowly, in small pieces"),
  DOWNLOAD_STALL(Point.DOWNLOAD, "no answer ever comes"),
  DOWNLOAD_EMPTY(Point.DOWNLOAD, "the body is empty"),
  DOWNLOAD_NOT_MP4(Point.DOWNLOAD, "the body is an HTML page, with status 200"),
  DOWNLOAD_REDIRECT(Point.DOWNLOAD, "redirected to the same file under another URL of this host"),
  DOWNLOAD_RANGE_IGNORED(Point.DOWNLOAD, "a range is answered with the whole"),
  DOWNLOAD_ETAG_CHANGED(Point.DOWNLOAD, "the ETag differs from the one sent before");

  /** Names the request or step at which a fault can occur. */
  enum Point {
    CREATE,
    GENERATION,
    QUERY,
    FILE,
    PUSH,
    DOWNLOAD
  }

  /** Names how far a creation gets before its answer is distorted. */
  enum Stage {
    RECEIVED,
    VOTED,
    CREATED
  }

  /** Names how an answer of the API is distorted. */
  enum Spoil {
    NONE,
    CUT,
    HALF,
    LATE,
    STALL,
    CODE,
    HTTP,
    NON_JSON,
    STRING_CODE,
    NUMERIC_IDS,
    ERROR,
    GZIP
  }

  final Point point;
  final Stage stage;
  final Spoil spoil;
  private final String does;

  Fault(Point point, Stage stage, Spoil spoil, String does) {
    this.point = point;
    this.stage = stage;
    this.spoil = spoil;
    this.does = does;
  }

  Fault(Point point, Spoil spoil, String does) {
    this(point, Stage.CREATED, spoil, does);
  }

  Fault(Point point, String does) {
    this(point, Stage.CREATED, Spoil.NONE, does);
  }

  /** Returns whether the fault takes a number. */
  boolean numbered() {
    return spoil == Spoil.CODE
        || spoil == Spoil.HTTP
        || spoil == Spoil.ERROR
        || this == DOWNLOAD_HTTP;
  }

  /** Returns whether the creation is not challenged. */
  boolean unchallenged() {
    return this == NO_CHALLENGE || this == UNCHALLENGED_NON_JSON || this == UNCHALLENGED_CUT;
  }

  /** Returns what the fault does, for people; the text follows its name. */
  public String does() {
    return does;
  }

  /** Returns the name in a plan, with {@code N} in place of a number. */
  public String pattern() {
    return numbered() ? label() + "_N" : label();
  }

  /** Returns the name in a plan, without a number. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
