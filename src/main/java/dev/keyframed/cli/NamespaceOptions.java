package dev.keyframed.cli;

import dev.keyframed.adapter.redis.RedisErrorException;
import dev.keyframed.adapter.redis.RedisTooOldException;
import dev.keyframed.adapter.redis.RedisUnavailableException;
import dev.keyframed.adapter.redis.UnsupportedFormatException;
import dev.keyframed.app.CommandException;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.config.ConfigurationLoader;
import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisLogin;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opens the namespace of a command that needs only Redis, and prints the command's answer. */
final class NamespaceOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The daemon's configuration. Of its secrets, only a password for Redis is needed (default:"
              + " conf/keyframed.yaml, else /etc/keyframed/keyframed.yaml, else none).")
  Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Sets one key, above file and environment, such as redis.url=redis://10.0.0.5:6379; may be"
              + " repeated.")
  List<String> sets = List.of();

  @Option(names = "--json", description = "Answers in JSON, for scripts.")
  boolean json;

  /** Makes the command read the provider's API key too, if this user can read it. */
  boolean withApiKey;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  private Optional<Path> found = Optional.empty();

  /** Performs the work of a command on its namespace. */
  interface Work {
    /** Returns the exit code. */
    int in(NamespaceSession namespace) throws Exception;
  }

  /**
   * Runs the work on the namespace, and closes the namespace afterwards.
   *
   * <p>Prints configuration and Redis address first, unless {@code --config} was given.
   *
   * @throws CommandException if Redis is unavailable, refuses a command, is too old or holds a
   *     newer format; the message is for the user
   */
  int use(Work work) throws Exception {
    Configuration configuration = load();
    Optional<EmbeddedOwner> embedded =
        Optional.of(configuration).filter(read -> read.redis().embedded()).map(EmbeddedOwner::find);
    RedisEndpoint redis =
        embedded
            .map(EmbeddedOwner::endpoint)
            .orElseGet(() -> configuration.redis().endpoint().orElseThrow());
    if (file == null) {
      tellWhere(redis);
    }
    Supplier<Optional<RedisLogin>> login =
        embedded.filter(EmbeddedOwner::isOwner).isPresent()
            ? () -> EmbeddedOwner.find(configuration).endpoint().login()
            : redis::login;
    try (NamespaceSession namespace = NamespaceSession.open(configuration, redis, login)) {
      int code = work.in(namespace);
      mustBeWritten();
      return code;
    } catch (RedisUnavailableException away) {
      String hint = embedded.map(own -> own.hint(away.getMessage())).orElse("");
      throw new CommandException(away.getMessage() + hint + unread(configuration));
    } catch (RedisTooOldException old) {
      throw CommandException.byConfiguration(old.getMessage());
    } catch (RedisErrorException fault) {
      boolean denied = fault.isMissingRight() && embedded.isPresent();
      String message = denied ? embedded.get().denied(fault) : fault.getMessage();
      throw new CommandException(message + unread(configuration));
    } catch (UnsupportedFormatException fault) {
      throw new CommandException(fault.getMessage());
    } catch (TimeoutException late) {
      throw new CommandException(
          "Redis timed out: no answer within " + NamespaceSession.REDIS_TIMEOUT_SECONDS + " s");
    }
  }

  /** Returns which secrets this user cannot read, since the password may be what was missing. */
  private static String unread(Configuration configuration) {
    return configuration.settings().unseen().stream()
        .map(line -> " (not readable by this user: " + line + ")")
        .collect(Collectors.joining());
  }

  private Configuration load() throws ConfigurationException {
    found = Optional.ofNullable(file).or(DefaultConfigFile::find);
    return withApiKey
        ? ConfigurationLoader.loadWithApiKey(found, sets, System.getenv())
        : ConfigurationLoader.loadForCommands(found, sets, System.getenv());
  }

  /**
   * Prints which configuration and Redis were chosen by default, since others may have been meant.
   */
  private void tellWhere(RedisEndpoint redis) {
    err()
        .println(
            "keyframed: configuration %s, Redis at %s"
                .formatted(found.map(Path::toString).orElse("none"), redis.place()));
    err().flush();
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Prints the text as one line, or the object if JSON is wanted. */
  void answer(String text, JsonObject object) {
    out().println(json ? TextFormat.json(object) : TextFormat.line(text));
    mustBeWritten();
  }

  /** Fails if the reader of the output has gone, or the disk is full. */
  private void mustBeWritten() {
    if (out().checkError()) {
      throw new CommandException(
          "the answer could not be written: its reader has gone, or the disk is full");
    }
  }
}
