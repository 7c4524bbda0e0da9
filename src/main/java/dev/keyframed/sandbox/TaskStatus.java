package dev.keyframed.sandbox;

import java.util.Locale;

/**
 * Lists the states of a generation, with the provider's words in queries and in pushes
 * (src/docs/provider-api.md).
 */
enum TaskStatus {
  PREPARING("Preparing", "processing"),
  QUEUEING("Queueing", "processing"),
  PROCESSING("Processing", "processing"),
  SUCCESS("Success", "success"),
  FAIL("Fail", "failed");

  final String queried;
  final String pushed;

  TaskStatus(String queried, String pushed) {
    this.queried = queried;
    this.pushed = pushed;
  }

  boolean ended() {
    return this == SUCCESS || this == FAIL;
  }

  /** Returns the preceding step, for contradicting answers; the first step precedes itself. */
  TaskStatus before() {
    return switch (this) {
      case PREPARING, QUEUEING -> PREPARING;
      case PROCESSING -> QUEUEING;
      case SUCCESS, FAIL -> PROCESSING;
    };
  }

  /** Returns the word of the ledger. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
