package dev.keyframed.cli;

import dev.keyframed.adapter.embedded.EmbeddedEndpoint;
import dev.keyframed.adapter.redis.RedisErrorException;
import dev.keyframed.app.EmbeddedRedisStarter;
import dev.keyframed.config.Configuration;
import dev.keyframed.support.net.FilteringTransport;
import dev.keyframed.support.net.RedisEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the embedded Redis of a daemon on this machine, and the login that this user can read.
 *
 * <p>With the owner's password a command may do everything. Without it, Redis permits only to
 * enqueue and to read single jobs.
 *
 * @param endpoint the address, with or without the owner's login
 * @param lacking why there is no login; empty if there is one
 */
record EmbeddedOwner(RedisEndpoint endpoint, Optional<String> lacking) {
  /** Names the state directory of the systemd unit, which the shell of a command does not know. */
  private static final Path OF_UNIT = Path.of("/var/lib/keyframed");

  /** Names the default of {@code data_dir}. */
  private static final Path USUAL = Path.of("./data");

  /** Reads the password from {@code data_dir}; by default, also from the directory of the unit. */
  static EmbeddedOwner find(Configuration configuration) {
    int port = configuration.redis().embeddedPort();
    String lacking = "";
    for (Path dir : places(configuration)) {
      Path folder = EmbeddedRedisStarter.folder(dir);
      try {
        Optional<String> planted = planted(dir, folder);
        if (planted.isEmpty()) {
          RedisEndpoint owners =
              EmbeddedEndpoint.ofOwner(folder, port, FilteringTransport.hasSockets());
          return new EmbeddedOwner(owners, Optional.empty());
        }
        lacking = lacking.isEmpty() ? planted.get() : lacking;
      } catch (NoSuchFileException none) {
        lacking =
            lacking.isEmpty()
                ? "no password was found in " + folder.toAbsolutePath().normalize()
                : lacking;
      } catch (IOException denied) {
        lacking = "its password in " + folder + " is not readable by this user";
      }
    }
    return new EmbeddedOwner(RedisEndpoint.local(port), Optional.of(lacking));
  }

  private static List<Path> places(Configuration configuration) {
    return Stream.concat(
            Stream.of(configuration.dataDir()),
            Stream.of(OF_UNIT).filter(unit -> configuration.dataDir().equals(USUAL)))
        .toList();
  }

  /**
   * Checks for a planted password in the default folder below the current one.
   *
   * <p>That folder was not named by the user, and the Redis of another user there would receive
   * prompts.
   */
  private static Optional<String> planted(Path dir, Path folder) {
    return Optional.of(folder)
        .filter(named -> dir.equals(USUAL) && Files.exists(named))
        .flatMap(FileTrust::suspicion)
        .map(reason -> reason + ", so it is used only if data_dir names it");
  }

  /** Returns whether the owner's password was read. */
  boolean isOwner() {
    return lacking.isEmpty();
  }

  /**
   * Returns another possible reason why this Redis cannot be used.
   *
   * @param words the message of the failure
   */
  String hint(String words) {
    return words.contains("NOAUTH") && !isOwner()
        ? " (while it loads its data, it admits only its owner: try again later)"
        : " (redis.url is embedded: is the daemon running on this machine?)";
  }

  /** Returns what to do if Redis denied a command for want of the owner's login. */
  String denied(RedisErrorException fault) {
    return lacking
        .map(
            reason ->
                "the embedded Redis permits this only to its owner, and "
                    + reason
                    + ": run the command as root or as the daemon's user, and name the daemon's data_dir by --config or --set data_dir=DIR")
        .orElse(fault.getMessage());
  }
}
