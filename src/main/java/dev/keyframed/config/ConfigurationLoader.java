package dev.keyframed.config;

import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the configuration: defaults, then the file, then the environment, then {@code --set}, each
 * over the one before. Secrets come from the environment, else from {@code $CREDENTIALS_DIRECTORY},
 * else from the file that their {@code _file} key names, else from one of the key's name beside the
 * configuration. Reads files, and so belongs off the event loop.
 */
public final class ConfigurationLoader {

  /** Who reads it, and so what must be there. */
  private enum Reader {
    DAEMON,
    CHECK,
    COMMAND,
    COMMAND_WITH_KEY
  }

  private final Reader reader;
  private final List<String> sets;
  private final Map<String, String> env;
  private final Problems problems = new Problems();
  private final Unseen unseen = new Unseen();
  private final List<Layer> layers = new ArrayList<>();

  private ConfigurationLoader(Reader reader, List<String> sets, Map<String, String> env) {
    this.reader = reader;
    this.sets = sets;
    this.env = env;
  }

  /**
   * The configuration of a daemon, with everything that it needs to serve.
   *
   * @param file YAML, such as {@code conf/keyframed.yaml}
   * @param sets {@code key=value}, later ones over earlier ones
   * @param env the environment; of its {@code KEYFRAMED_} variables none may be unknown
   * @throws ConfigurationException with all problems at once
   */
  public static Configuration load(Path file, List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(Reader.DAEMON, sets, env).read(Optional.of(file));
  }

  /**
   * The same for whoever checks it, perhaps as another user: what only others may look at is no
   * mistake, and told by {@link Settings#unseen()}.
   */
  public static Configuration loadToCheck(Path file, List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(Reader.CHECK, sets, env).read(Optional.of(file));
  }

  /** The same without a file. */
  public static Configuration load(List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(Reader.DAEMON, sets, env).read(Optional.empty());
  }

  /**
   * The configuration for a command that speaks to Redis alone: an operator's shell need not have
   * the daemon's secrets and certificates. Of the files of secrets only that of {@code
   * redis.password} is read, where this user may; for all others only the environment is asked, and
   * those it lacks are {@link Secret#NONE}. Whatever else stands there is checked.
   *
   * @throws ConfigurationException with all problems at once
   */
  public static Configuration loadForCommands(
      Optional<Path> file, List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(Reader.COMMAND, sets, env).read(file);
  }

  /**
   * The same, with the provider's key where this user can read it.
   *
   * @throws ConfigurationException with all problems at once
   */
  public static Configuration loadWithApiKey(
      Optional<Path> file, List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(Reader.COMMAND_WITH_KEY, sets, env).read(file);
  }

  private Configuration read(Optional<Path> file) throws ConfigurationException {
    gather(file);
    secrets(file);
    return checked();
  }

  private void secrets(Optional<Path> file) {
    switch (reader) {
      case DAEMON, CHECK -> secrets(file, SecretFiles.all(), problems);
      case COMMAND -> secrets(file, List.of(RedisKeys.REDIS_PASSWORD), problems);
      case COMMAND_WITH_KEY -> {
        secrets(file, List.of(RedisKeys.REDIS_PASSWORD), problems);
        secrets(file, List.of(ProviderKeys.PROVIDER_API_KEY), new Problems()); // or goes without
      }
    }
  }

  private void secrets(Optional<Path> file, List<Key<?>> wanted, Problems told) {
    SecretFiles files = new SecretFiles(wanted, reader == Reader.DAEMON, told, unseen);
    add(Layer.Rank.CREDENTIAL, files.credentials(env));
    add(Layer.Rank.SECRET_FILE, files.named(Layer.combined(layers)));
    if (file.isPresent()) {
      add(Layer.Rank.BESIDE_FILE, files.beside(file.get(), Layer.combined(layers)));
    }
  }

  private void gather(Optional<Path> file) throws ConfigurationException {
    add(Layer.Rank.DEFAULT, Sources.defaults());
    add(Layer.Rank.STATE_DIRECTORY, Sources.stateDirectory(env));
    if (file.isPresent()) {
      add(Layer.Rank.FILE, YamlFile.read(file.get(), problems));
    }
    add(Layer.Rank.ENVIRONMENT, Sources.environment(env, problems));
    add(Layer.Rank.SET, Sources.sets(sets, problems));
  }

  private void add(Layer.Rank rank, List<ConfigValue> values) {
    layers.add(Layer.of(rank, values));
  }

  private Configuration checked() throws ConfigurationException {
    Settings settings = Settings.read(Layer.combined(layers), problems, unseen);
    Checks checks = new Checks(settings, problems, unseen, reader == Reader.CHECK);
    checks.consistent();
    if (reader == Reader.DAEMON || reader == Reader.CHECK) {
      checks.readyToServe();
    }
    problems.throwIfAny();
    return Sections.of(settings);
  }
}
