package dev.keyframed.adapter.minimax;

import dev.keyframed.job.Account.HoldReason;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Maps the provider's error codes to meanings (src/docs/provider-api.md). This is the one table of
 * codes. Each row says what follows on a creation, and what on a query or a request for a file.
 */
enum Codes {
  /** Unknown, internal or downstream error. */
  INTERNAL(OnCreate.PASSING, Elsewhere.PASSING),
  /** The provider's own time-out: the request may have been carried out. */
  TIMED_OUT(OnCreate.LOST, Elsewhere.PASSING),
  /** Rate, quota a minute, connections, growth or peak load; the last two are unofficial. */
  BUSY(OnCreate.THROTTLED, Elsewhere.THROTTLED),
  /** The key was refused, or belongs to another region. */
  KEY(OnCreate.ACCOUNT, Elsewhere.ACCOUNT),
  /** The balance is used up. */
  BALANCE(OnCreate.ACCOUNT, Elsewhere.ACCOUNT),
  /** Limit of the plan, or a model that is not in the plan; the last four are unofficial. */
  PLAN(OnCreate.ACCOUNT, Elsewhere.ACCOUNT),
  /** The prompt or an image was refused. */
  INPUT(OnCreate.CONTENT, Elsewhere.ENDED),
  /** Illegal characters in the prompt. On a query it says nothing about the task. */
  CHARACTERS(OnCreate.CONTENT, Elsewhere.PASSING),
  /** The output was refused. */
  OUTPUT(OnCreate.CONTENT, Elsewhere.ENDED),
  /** Invalid parameters. On a query this is the id. */
  PARAMETERS(OnCreate.PARAMETERS, Elsewhere.UNKNOWN_ID),
  /** Not found, by type alone. On a creation this is the address. */
  NOT_FOUND(OnCreate.ACCOUNT, Elsewhere.UNKNOWN_ID),
  /** Any other code. */
  OTHER(OnCreate.UNKNOWN_CODE, Elsewhere.PASSING);

  private final OnCreate onCreate;
  private final Elsewhere elsewhere;

  Codes(OnCreate onCreate, Elsewhere elsewhere) {
    this.onCreate = onCreate;
    this.elsewhere = elsewhere;
  }

  /** Names the meaning of a code in the answer to a creation. */
  enum OnCreate {
    /** There is no task: too many requests. */
    THROTTLED,
    /** There is no task: trouble of the account. */
    ACCOUNT,
    /** There is no task: the prompt or a frame was refused. */
    CONTENT,
    /** There is no task: parameters were refused, or the callback check failed. */
    PARAMETERS,
    /** Treated like a missing answer. */
    LOST,
    /** There may be a task; a repeated request may succeed. */
    PASSING,
    /** There may be a task; the code is unknown. */
    UNKNOWN_CODE
  }

  /** Names the meaning of a code in the answer to a query or a request for a file. */
  enum Elsewhere {
    /** Nothing about the task; a repeated request may succeed. */
    PASSING,
    /** Nothing about the task; too many requests. */
    THROTTLED,
    /** Nothing about the task; trouble of the account. */
    ACCOUNT,
    /** The task has failed. */
    ENDED,
    /** The provider does not know the id. */
    UNKNOWN_ID
  }

  /** Returns every code with a row of its own. */
  static Set<Integer> known() {
    return IntStream.rangeClosed(1000, 2999)
        .filter(code -> of(code) != OTHER)
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the row of a code, which must not be 0. */
  static Codes of(int code) {
    return switch (code) {
      case 1000, 1013, 1024, 1033 -> INTERNAL;
      case 1001 -> TIMED_OUT;
      case 1002, 1039, 1041, 2045, 2062, 2064 -> BUSY;
      case 1004, 2049 -> KEY;
      case 1008 -> BALANCE;
      case 2056, 1028, 1030, 2061, 2067 -> PLAN;
      case 1026 -> INPUT;
      case 1042 -> CHARACTERS;
      case 1027 -> OUTPUT;
      case 2013 -> PARAMETERS;
      default -> OTHER;
    };
  }

  /**
   * Returns the row of an error's type, as gateways and the second API write it. Empty for any
   * other type.
   */
  static Optional<Codes> ofType(String type) {
    String name = type.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    return Optional.ofNullable(
        switch (name.endsWith("_error") ? name.substring(0, name.length() - 6) : name) {
          case "insufficient_balance", "insufficient_funds", "insufficient_quota", "billing" ->
              BALANCE;
          case "quota_exceeded", "usage_limit", "plan_limit" -> PLAN;
          case "authentication", "permission", "permission_denied", "invalid_api_key" -> KEY;
          case "rate_limit", "rate_limit_exceeded", "too_many_requests" -> BUSY;
          case "invalid_request", "invalid_parameter", "invalid_params", "validation" -> PARAMETERS;
          case "content_policy", "content_policy_violation", "content_filter", "moderation" ->
              INPUT;
          case "overloaded", "server", "api", "internal", "internal_server" -> INTERNAL;
          case "service_unavailable" -> INTERNAL;
          case "timeout", "request_timeout" -> TIMED_OUT;
          case "not_found" -> NOT_FOUND;
          default -> null;
        });
  }

  /** Returns why the account is held, or null for a row that does not hold it. */
  HoldReason hold() {
    return switch (this) {
      case KEY -> HoldReason.KEY;
      case BALANCE -> HoldReason.BALANCE;
      case PLAN -> HoldReason.PLAN;
      case NOT_FOUND -> HoldReason.WRONG_ENDPOINT;
      case INTERNAL, TIMED_OUT, BUSY, INPUT, CHARACTERS, OUTPUT, PARAMETERS, OTHER -> null;
    };
  }

  OnCreate onCreate() {
    return onCreate;
  }

  Elsewhere elsewhere() {
    return elsewhere;
  }
}
