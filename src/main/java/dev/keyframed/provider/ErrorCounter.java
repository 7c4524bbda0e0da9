package dev.keyframed.provider;

/** Where errors of the provider are counted. Called on any thread; must not block or throw. */
@FunctionalInterface
public interface ErrorCounter {
  /** Nobody counts. */
  ErrorCounter NONE = (operation, code) -> {};

  /**
   * The provider has answered with an error, or with something that no document knows.
   *
   * @param operation {@code create}, {@code query} or {@code locate}
   * @param code the provider's own, or the HTTP status where that is not 2xx; 0 for a task whose
   *     status is a new word
   */
  void count(String operation, int code);
}
