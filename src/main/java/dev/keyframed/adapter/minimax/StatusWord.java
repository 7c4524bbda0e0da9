package dev.keyframed.adapter.minimax;

import java.util.Locale;

/** Lists the meanings of a task's status word (src/docs/provider-api.md). */
enum StatusWord {
  SUCCEEDED,
  FAILED,
  RUNNING,
  /** An undocumented word: the task is taken to be running. */
  OTHER,
  /** No word at all. */
  NONE;

  /** Returns the meaning of a word in any case, with or without spaces around it. */
  static StatusWord of(String status) {
    return switch (status.strip().toLowerCase(Locale.ROOT)) {
      case "success", "succeeded" -> SUCCEEDED;
      case "fail", "failed" -> FAILED;
      case "preparing", "queueing", "processing" -> RUNNING;
      case "" -> NONE;
      default -> OTHER;
    };
  }

  /** Checks whether the task has ended. */
  boolean isEnd() {
    return this == SUCCEEDED || this == FAILED;
  }

  /** Checks whether the word is a documented one. */
  boolean isDocumented() {
    return isEnd() || this == RUNNING;
  }
}
