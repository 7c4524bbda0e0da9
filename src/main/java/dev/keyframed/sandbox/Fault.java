package dev.keyframed.sandbox;

import java.util.Locale;

/**
 * A way in which the provider can misbehave. Its name in a plan is the constant's in lower case;
 * where it takes a number (a business code or an HTTP status), that follows after an underscore:
 * {@code create_code_1002}, {@code query_http_502}.
 *
 * <p>The names of creation faults tell how far the creation came: {@code create_} nothing was done,
 * {@code voted_} the challenge was echoed but no task made, {@code created_} there is a task.
 */
public enum Fault {
  /** The connection is cut before any challenge; no task. */
  LOST_ANSWER_BEFORE_CHALLENGE(Point.CREATE, Stage.RECEIVED, Spoil.CUT),
  /** The connection is cut after the challenge was echoed; no task. */
  LOST_ANSWER_NO_TASK(Point.CREATE, Stage.VOTED, Spoil.CUT),
  /** The task is created, then the connection is cut. */
  LOST_ANSWER(Point.CREATE, Stage.CREATED, Spoil.CUT),
  /** The task is created, its answer comes late. */
  LATE_ANSWER(Point.CREATE, Stage.CREATED, Spoil.LATE),
  /** The task is created, its answer is cut in the middle of the body. */
  CUT_ANSWER(Point.CREATE, Stage.CREATED, Spoil.HALF),
  /** Refused with this business code. */
  CREATE_CODE(Point.CREATE, Stage.RECEIVED, Spoil.CODE),
  /** Refused with this business code although the challenge was echoed. */
  VOTED_CODE(Point.CREATE, Stage.VOTED, Spoil.CODE),
  /** The task is created, the answer is this business code. */
  CREATED_CODE(Point.CREATE, Stage.CREATED, Spoil.CODE),
  /** Refused with this HTTP status; from 502 on as a gateway's HTML. */
  CREATE_HTTP(Point.CREATE, Stage.RECEIVED, Spoil.HTTP),
  /** This HTTP status after the challenge was echoed; no task. */
  VOTED_HTTP(Point.CREATE, Stage.VOTED, Spoil.HTTP),
  /** The task is created, the answer is this HTTP status. */
  CREATED_HTTP(Point.CREATE, Stage.CREATED, Spoil.HTTP),
  /** Refused as the second API does: an HTTP error whose body names this business code. */
  CREATE_ERROR(Point.CREATE, Stage.RECEIVED, Spoil.ERROR),
  /** Never answered; no challenge, no task. */
  CREATE_STALL(Point.CREATE, Stage.RECEIVED, Spoil.STALL),
  /** The task is created, the request never answered. */
  CREATED_STALL(Point.CREATE, Stage.CREATED, Spoil.STALL),
  /** The task is created, the answer is not JSON. */
  CREATED_NON_JSON(Point.CREATE, Stage.CREATED, Spoil.NON_JSON),
  /** The task is created, the answer's {@code status_code} is a string. */
  CREATED_STRING_CODE(Point.CREATE, Stage.CREATED, Spoil.STRING_CODE),
  /** The task is created, the answer's {@code task_id} is a number. */
  CREATED_NUMERIC_ID(Point.CREATE, Stage.CREATED, Spoil.NUMERIC_IDS),
  /** The task is created, the answer is compressed though nobody asked for that. */
  CREATED_GZIP(Point.CREATE, Stage.CREATED, Spoil.GZIP),
  /** The task is created without a challenge, the answer is not JSON. */
  UNCHALLENGED_NON_JSON(Point.CREATE, Stage.CREATED, Spoil.NON_JSON),
  /** The task is created without a challenge, then the connection is cut. */
  UNCHALLENGED_CUT(Point.CREATE, Stage.CREATED, Spoil.CUT),
  /** The task is created without a challenge. */
  NO_CHALLENGE(Point.CREATE),
  /** Two challenges are sent for one creation; one echo is enough. */
  CHALLENGE_TWICE(Point.CREATE),
  /** The request is cut first, the challenge follows late; if it is echoed, a task is created. */
  CHALLENGE_LATE(Point.CREATE),
  /** The challenge's body has no challenge that could be echoed. */
  WRONG_CHALLENGE(Point.CREATE),
  /** The balance is used up from now on (1008), until it is set again. */
  BALANCE_RUNS_OUT(Point.CREATE),

  /** The generation fails: the prompt or image was refused. */
  FAIL_1026(Point.GENERATION),
  /** The generation fails: the video was refused. */
  FAIL_1027(Point.GENERATION),
  /** The generation fails without a reason. */
  FAIL_0(Point.GENERATION),
  /** The generation takes a thousand times as long. */
  GENERATION_STUCK(Point.GENERATION),

  /** This business code. */
  QUERY_CODE(Point.QUERY, Spoil.CODE),
  /** This HTTP status. */
  QUERY_HTTP(Point.QUERY, Spoil.HTTP),
  /** The connection is cut. */
  QUERY_CUT(Point.QUERY, Spoil.CUT),
  /** Answered late. */
  QUERY_LATE(Point.QUERY, Spoil.LATE),
  /** Never answered. */
  QUERY_STALL(Point.QUERY, Spoil.STALL),
  /** The answer is not JSON. */
  QUERY_NON_JSON(Point.QUERY, Spoil.NON_JSON),
  /** {@code status_code} is a string. */
  QUERY_STRING_CODE(Point.QUERY, Spoil.STRING_CODE),
  /** Ids are numbers. */
  QUERY_NUMERIC_IDS(Point.QUERY, Spoil.NUMERIC_IDS),
  /** An HTTP error whose body names this business code. */
  QUERY_ERROR(Point.QUERY, Spoil.ERROR),
  /** Compressed, though nobody asked for that. */
  QUERY_GZIP(Point.QUERY, Spoil.GZIP),
  /** Another task's success. */
  QUERY_FOREIGN_TASK(Point.QUERY),
  /** {@code Success} with a {@code file_id} of 0. */
  QUERY_FILE_ZERO(Point.QUERY),
  /** A status word nobody knows. */
  QUERY_UNKNOWN_STATUS(Point.QUERY),
  /** An empty status with code 0. */
  QUERY_EMPTY_STATUS(Point.QUERY),
  /** The status of a step before. */
  QUERY_STATUS_BACK(Point.QUERY),
  /** {@code Success} with an empty {@code file_id}. */
  QUERY_SUCCESS_WITHOUT_FILE(Point.QUERY),
  /** The id is denied (2013). */
  QUERY_UNKNOWN_ID(Point.QUERY),

  /** This business code. */
  FILE_CODE(Point.FILE, Spoil.CODE),
  /** This HTTP status. */
  FILE_HTTP(Point.FILE, Spoil.HTTP),
  /** The connection is cut. */
  FILE_CUT(Point.FILE, Spoil.CUT),
  /** Never answered. */
  FILE_STALL(Point.FILE, Spoil.STALL),
  /** The answer is not JSON. */
  FILE_NON_JSON(Point.FILE, Spoil.NON_JSON),
  /** {@code status_code} is a string. */
  FILE_STRING_CODE(Point.FILE, Spoil.STRING_CODE),
  /** An HTTP error whose body names this business code. */
  FILE_ERROR(Point.FILE, Spoil.ERROR),
  /** Compressed, though nobody asked for that. */
  FILE_GZIP(Point.FILE, Spoil.GZIP),
  /** The id is denied (2013). */
  FILE_UNKNOWN_ID(Point.FILE),
  /** Another file's place. */
  FILE_FOREIGN(Point.FILE),
  /** No {@code download_url}. */
  FILE_NO_URL(Point.FILE),
  /** A {@code backup_download_url} only. */
  FILE_BACKUP_ONLY(Point.FILE),

  /** This push is not sent. */
  PUSH_NEVER(Point.PUSH),
  /** This push comes late. */
  PUSH_LATE(Point.PUSH),
  /** This push comes twice. */
  PUSH_TWICE(Point.PUSH),
  /** {@code processing} is pushed after the end. */
  PUSH_OUT_OF_ORDER(Point.PUSH),
  /** The status begins with a capital. */
  PUSH_OTHER_CASE(Point.PUSH),
  /** Ids are numbers. */
  PUSH_NUMERIC_IDS(Point.PUSH),
  /** A success of another job's task is pushed to this job's URL first. */
  PUSH_FOREIGN_TASK(Point.PUSH),
  /** The body is broken JSON. */
  PUSH_MALFORMED(Point.PUSH),
  /** The body has fields nobody knows. */
  PUSH_EXTRA_FIELDS(Point.PUSH),
  /** {@code processing} is pushed again and again until the end. */
  PUSH_FLOOD(Point.PUSH),
  /** {@code processing} is pushed before the creation is answered. */
  PUSH_BEFORE_ANSWER(Point.CREATE),

  /** This HTTP status. */
  DOWNLOAD_HTTP(Point.DOWNLOAD),
  /** The URL has expired before its time (403). */
  DOWNLOAD_EXPIRED(Point.DOWNLOAD),
  /** The connection is cut in the middle of the body. */
  DOWNLOAD_CUT(Point.DOWNLOAD),
  /** More is announced than is sent. */
  DOWNLOAD_WRONG_LENGTH(Point.DOWNLOAD),
  /** Half of the file is announced, and sent, as if it were the whole. */
  DOWNLOAD_TRUNCATED(Point.DOWNLOAD),
  /** The body comes in drips. */
  DOWNLOAD_SLOW(Point.DOWNLOAD),
  /** Never answered. */
  DOWNLOAD_STALL(Point.DOWNLOAD),
  /** An empty body. */
  DOWNLOAD_EMPTY(Point.DOWNLOAD),
  /** An HTML page with status 200. */
  DOWNLOAD_NOT_MP4(Point.DOWNLOAD),
  /** A redirect to the same file under another URL of this host. */
  DOWNLOAD_REDIRECT(Point.DOWNLOAD),
  /** A range is answered with the whole. */
  DOWNLOAD_RANGE_IGNORED(Point.DOWNLOAD),
  /** The ETag differs from the one told before. */
  DOWNLOAD_ETAG_CHANGED(Point.DOWNLOAD);

  /** Where an opportunity for a fault arises. */
  enum Point {
    CREATE,
    GENERATION,
    QUERY,
    FILE,
    PUSH,
    DOWNLOAD
  }

  /** How far a creation comes before its answer is spoilt. */
  enum Stage {
    RECEIVED,
    VOTED,
    CREATED
  }

  /** What happens to an answer of the API. */
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

  Fault(Point point, Stage stage, Spoil spoil) {
    this.point = point;
    this.stage = stage;
    this.spoil = spoil;
  }

  Fault(Point point, Spoil spoil) {
    this(point, Stage.CREATED, spoil);
  }

  Fault(Point point) {
    this(point, Stage.CREATED, Spoil.NONE);
  }

  /** Whether a number belongs to it. */
  boolean numbered() {
    return spoil == Spoil.CODE
        || spoil == Spoil.HTTP
        || spoil == Spoil.ERROR
        || this == DOWNLOAD_HTTP;
  }

  /** Whether a creation is not challenged. */
  boolean unchallenged() {
    return this == NO_CHALLENGE || this == UNCHALLENGED_NON_JSON || this == UNCHALLENGED_CUT;
  }

  /** Its name in a plan, without a number. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
