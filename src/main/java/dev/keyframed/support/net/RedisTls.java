package dev.keyframed.support.net;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Names the PEM files for TLS to a Redis server.
 *
 * @param ca the trusted certificate authorities; Java's own list if empty
 * @param cert the client's certificate chain; present if the key is
 * @param key the client's private key
 */
public record RedisTls(Optional<Path> ca, Optional<Path> cert, Optional<Path> key) {
  /** Names no files at all. */
  public static final RedisTls NONE =
      new RedisTls(Optional.empty(), Optional.empty(), Optional.empty());
}
