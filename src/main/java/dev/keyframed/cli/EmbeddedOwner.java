package dev.keyframed.cli;

import dev.keyframed.config.Configuration;
import dev.keyframed.net.GuardedTransport;
import dev.keyframed.net.RedisEndpoint;
import dev.keyframed.redis.EmbeddedEndpoint;
import dev.keyframed.redis.RedisFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a command reaches the embedded Redis of a daemon on this machine: as its owner where this
 * user may read the password, else as anybody, who may enqueue and look at single jobs.
 *
 * @param endpoint with the owner's login, or without one
 * @param lacking why it is without one
 */
record EmbeddedOwner(RedisEndpoint endpoint, Optional<String> lacking) {
  /** What the service manager makes for the unit; a command's shell does not know of it. */
  private static final Path OF_UNIT = Path.of("/var/lib/keyframed");

  /** What {@code data_dir} is where nobody gave one. */
  private static final Path USUAL = Path.of("./data");

  /** Looks into {@code data_dir}, then into that of the unit where none was given. */
  static EmbeddedOwner find(Configuration configuration) {
    int port = configuration.redis().embeddedPort();
    String lacking = "";
    for (Path dir : places(configuration)) {
      Path folder = OwnRedis.folder(dir);
      try {
        Optional<String> planted = planted(dir, folder);
        if (planted.isEmpty()) {
          RedisEndpoint owners =
              EmbeddedEndpoint.ofOwner(folder, port, GuardedTransport.hasSockets());
          return new EmbeddedOwner(owners, Optional.empty());
        }
        lacking = lacking.isEmpty() ? planted.get() : lacking;
      } catch (NoSuchFileException none) {
        lacking =
            lacking.isEmpty()
                ? "there is no password in " + folder.toAbsolutePath().normalize()
                : lacking;
      } catch (IOException denied) {
        lacking = "its password in " + folder + " may not be read by this user";
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

  /** In the current folder, which nobody named, a stranger's Redis may wait for prompts. */
  private static Optional<String> planted(Path dir, Path folder) {
    return Optional.of(folder)
        .filter(named -> dir.equals(USUAL) && Files.exists(named))
        .flatMap(PlantedFile::suspicion)
        .map(why -> why + ", and is not taken unless data_dir names it");
  }

  /** Whether the command is the owner's. */
  boolean isOwner() {
    return lacking.isEmpty();
  }

  /** Says what else may be the reason that this Redis cannot be used. */
  String hint(String words) {
    return words.contains("NOAUTH") && !isOwner()
        ? " (it lets in its owner alone while it reads its data: try again in a while)"
        : " (redis.url is embedded: is the daemon running on this machine?)";
  }

  /** Says what to do where that is not enough. */
  String denied(RedisFault fault) {
    return lacking
        .map(
            why ->
                "the embedded Redis lets only its owner do this, and "
                    + why
                    + ": run it as root or as the daemon's user, and name the daemon's data_dir by --config or --set data_dir=DIR")
        .orElse(fault.getMessage());
  }
}
