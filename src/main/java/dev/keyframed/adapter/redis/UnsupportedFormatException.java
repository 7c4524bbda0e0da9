package dev.keyframed.adapter.redis;

/** Reports that the records were written by a newer daemon than this one. Has no stack trace. */
public final class UnsupportedFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedFormatException(String namespace, int theirs, int ours) {
    super(
        "the records of namespace %s have format %d, but this version supports only format %d: start a newer version"
            .formatted(namespace, theirs, ours),
        null,
        false,
        false);
  }
}
