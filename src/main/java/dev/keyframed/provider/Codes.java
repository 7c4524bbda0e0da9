package dev.keyframed.provider;

import dev.keyframed.job.Account.Hold;
import java.util.Locale;
import java.util.Optional;

/**
 * The one table of the provider's codes (provider-api: codes). A row is a meaning, and says what
 * follows from it on a creation, and on a query or a look for a file.
 */
enum Codes {
  /** Unknown, internal, downstream. */
  INTERNAL(OnCreate.PASSING, Elsewhere.PASSING),
  /** The provider's own time-out: it may have gone through. */
  TIMED_OUT(OnCreate.LOST, Elsewhere.PASSING),
  /** Rate, quota a minute, connections, growth, peak load; the last two are unofficial. */
  BUSY(OnCreate.THROTTLED, Elsewhere.THROTTLED),
  /** Key refused, or of another region. */
  KEY(OnCreate.ACCOUNT, Elsewhere.ACCOUNT),
  /** Balance used up. */
  BALANCE(OnCreate.ACCOUNT, Elsewhere.ACCOUNT),
  /** Plan's limit, model not in plan; the last four are unofficial. */
  PLAN(OnCreate.ACCOUNT, Elsewhere.ACCOUNT),
  /** Prompt or image refused. */
  INPUT(OnCreate.CONTENT, Elsewhere.ENDED),
  /** Illegal characters in the prompt: of a task that exists it says nothing. */
  CHARACTERS(OnCreate.CONTENT, Elsewhere.PASSING),
  /** Output refused. */
  OUTPUT(OnCreate.CONTENT, Elsewhere.ENDED),
  /** Invalid parameters: on a query that is the id. */
  PARAMETERS(OnCreate.PARAMETERS, Elsewhere.UNKNOWN_ID),
  /** Not there, by type alone: on a creation that is the address. */
  NOT_FOUND(OnCreate.ACCOUNT, Elsewhere.UNKNOWN_ID),
  /** Any other. */
  OTHER(OnCreate.UNHEARD_OF, Elsewhere.PASSING);

  private final OnCreate onCreate;
  private final Elsewhere elsewhere;

  Codes(OnCreate onCreate, Elsewhere elsewhere) {
    this.onCreate = onCreate;
    this.elsewhere = elsewhere;
  }

  /** What a creation's answer of that code means. */
  enum OnCreate {
    /** No task: too many requests. */
    THROTTLED,
    /** No task: trouble of the account. */
    ACCOUNT,
    /** No task: prompt or frames refused. */
    CONTENT,
    /** No task: parameters refused, or the callback check failed. */
    PARAMETERS,
    /** As if there were no answer. */
    LOST,
    /** Perhaps a task; may go well another time. */
    PASSING,
    /** Perhaps a task; nothing is known of the code. */
    UNHEARD_OF
  }

  /** What that code means on a query, or on a look for a file. */
  enum Elsewhere {
    /** Nothing of the task; may go well another time. */
    PASSING,
    /** Nothing of the task; too many requests. */
    THROTTLED,
    /** Nothing of the task; trouble of the account. */
    ACCOUNT,
    /** The task has failed. */
    ENDED,
    /** The provider does not know that id. */
    UNKNOWN_ID
  }

  /** The row of that code, which is not 0. */
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

  /** The row of an error's type, as gateways and the second API write it; empty for any other. */
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

  /** Why the account is held; null for a row that holds none. */
  Hold hold() {
    return switch (this) {
      case KEY -> Hold.KEY;
      case BALANCE -> Hold.BALANCE;
      case PLAN -> Hold.PLAN;
      case NOT_FOUND -> Hold.WRONG_ENDPOINT;
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
