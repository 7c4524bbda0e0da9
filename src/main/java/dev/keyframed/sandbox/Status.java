package dev.keyframed.sandbox;

import java.util.Locale;

/**
 * Where a generation is. The provider words it differently in queries and in pushes (provider-api:
 * ten facts, 5).
 */
enum Status {
  PREPARING("Preparing", "processing"),
  QUEUEING("Queueing", "processing"),
  PROCESSING("Processing", "processing"),
  SUCCESS("Success", "success"),
  FAIL("Fail", "failed");

  final String queried;
  final String pushed;

  Status(String queried, String pushed) {
    this.queried = queried;
    this.pushed = pushed;
  }

  boolean ended() {
    return this == SUCCESS || this == FAIL;
  }

  /** A step earlier, as a provider that contradicts itself would say; the first stays. */
  Status before() {
    return switch (this) {
      case PREPARING, QUEUEING -> PREPARING;
      case PROCESSING -> QUEUEING;
      case SUCCESS, FAIL -> PROCESSING;
    };
  }

  /** As it stands in the ledger. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
