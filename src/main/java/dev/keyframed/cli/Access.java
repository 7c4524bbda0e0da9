package dev.keyframed.cli;

import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.config.ConfigurationLoader;
import dev.keyframed.redis.NewerFormat;
import dev.keyframed.redis.RedisAway;
import dev.keyframed.redis.RedisFault;
import dev.keyframed.redis.TooOldRedis;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command that speaks to Redis alone finds its namespace, and how it answers. */
final class Access {
  private static final List<Path> USUAL =
      List.of(Path.of("conf", "keyframed.yaml"), Path.of("/etc/keyframed/keyframed.yaml"));

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The daemon's configuration; no secrets but a password for Redis are needed (default: conf/keyframed.yaml, else"
              + " /etc/keyframed/keyframed.yaml, else none).")
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

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  /** What a command does with its namespace. */
  interface Work {
    /** The exit code. */
    int in(Namespace namespace) throws Exception;
  }

  /** Does that with the namespace; faults of Redis end the command with one line that says so. */
  int use(Work work) throws Exception {
    Configuration configuration = load();
    try (Namespace namespace = Namespace.open(configuration)) {
      return work.in(namespace);
    } catch (RedisAway away) {
      String hint =
          configuration.redis().embedded()
              ? " (redis.url is embedded: is the daemon running on this machine?)"
              : "";
      throw new Failed(away.getMessage() + hint + unread(configuration));
    } catch (TooOldRedis old) {
      throw Failed.byConfiguration(old.getMessage());
    } catch (RedisFault | NewerFormat fault) {
      throw new Failed(fault.getMessage() + unread(configuration));
    } catch (TimeoutException late) {
      throw new Failed("Redis does not answer within " + Namespace.PATIENCE + " s");
    }
  }

  /** The password may be what was missing. */
  private static String unread(Configuration configuration) {
    return configuration.settings().unseen().stream()
        .map(line -> " (this user may not read " + line + ")")
        .collect(Collectors.joining());
  }

  private Configuration load() throws ConfigurationException {
    Optional<Path> found =
        file == null ? USUAL.stream().filter(Files::isRegularFile).findFirst() : Optional.of(file);
    return ConfigurationLoader.loadForCommands(found, sets, System.getenv());
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Answers with one line: the text, or the object where JSON is wanted. */
  void answer(String text, JsonObject object) {
    out().println(json ? object.encode() : Shown.text(text));
    out().flush();
  }
}
