package dev.keyframed.adapter.minimax;

/** Counts errors of the provider. Called on any thread; must not block or throw. */
@FunctionalInterface
public interface ErrorCounter {
  /** Counts nothing. */
  ErrorCounter NONE = (operation, code) -> {};

  /**
   * Counts an answer with an error or with unknown content.
   *
   * @param operation {@code create}, {@code query} or {@code locate}
   * @param code the provider's own code if it names the error, else the HTTP status. It is 0 for an
   *     answer that is not readable, for one about another id, and for a task with an unknown
   *     status
   */
  void count(String operation, int code);
}
