package dev.keyframed.net;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Names the PEM files for TLS to a Redis.
 *
 * @param ca the authorities to trust; without it Java's own list
 * @param cert the client's certificate chain; there if the key is
 * @param key the client's private key
 */
public record RedisTls(Optional<Path> ca, Optional<Path> cert, Optional<Path> key) {
  /** No files at all. */
  public static final RedisTls NONE =
      new RedisTls(Optional.empty(), Optional.empty(), Optional.empty());
}
