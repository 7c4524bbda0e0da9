package dev.keyframed.redis;

/** The records were written by a newer daemon than this one. */
public final class NewerFormat extends RuntimeException {
  private static final long serialVersionUID = 1;

  NewerFormat(String namespace, int theirs, int ours) {
    super(
        "the records of namespace %s have format %d and this version knows format %d: start a newer one"
            .formatted(namespace, theirs, ours),
        null,
        false,
        false);
  }
}
