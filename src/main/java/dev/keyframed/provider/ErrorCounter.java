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
   * @param code the provider's own where it names the error, else the HTTP status; 0 for an answer
   *     that cannot be read, one to another question, and a task whose status is a new word
   */
  void count(String operation, int code);
}
