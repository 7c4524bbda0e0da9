package dev.keyframed.config;

import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the configuration from defaults, file, environment and {@code --set}. Each source overrides
 * the one before it. A secret comes from the first source that has it. First is the environment,
 * then {@code $CREDENTIALS_DIRECTORY}, then the file named by its {@code _file} key. Last is a file
 * of the key's name beside the configuration. Reads files, so do not use it on an event loop.
 */
public final class ConfigurationLoader {

  /** Names the reader of the configuration, which decides what must be present. */
  private enum LoadPurpose {
    DAEMON,
    CHECK,
    COMMAND,
    COMMAND_WITH_KEY
  }

  private final LoadPurpose reader;
  private final List<String> sets;
  private final Map<String, String> env;
  private final Problems problems = new Problems();
  private final Unseen unseen = new Unseen();
  private final List<Layer> layers = new ArrayList<>();

  private ConfigurationLoader(LoadPurpose reader, List<String> sets, Map<String, String> env) {
    this.reader = reader;
    this.sets = sets;
    this.env = env;
  }

  /**
   * Reads the configuration of a daemon, including everything that it needs to serve.
   *
   * @param file YAML, such as {@code conf/keyframed.yaml}
   * @param sets {@code key=value}; later ones override earlier ones
   * @param env the environment; an unknown {@code KEYFRAMED_} variable is a problem
   * @throws ConfigurationException with all problems at once
   */
  public static Configuration load(Path file, List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(LoadPurpose.DAEMON, sets, env).read(Optional.of(file));
  }

  /**
   * Reads the configuration of a daemon to check it, possibly as another user. Files that only
   * other users may read are no problems. {@link ResolvedValues#unseen()} lists them.
   *
   * @throws ConfigurationException with all problems at once
   */
  public static Configuration loadToCheck(Path file, List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(LoadPurpose.CHECK, sets, env).read(Optional.of(file));
  }

  /**
   * Reads the configuration of a daemon without a file.
   *
   * @throws ConfigurationException with all problems at once
   */
  public static Configuration load(List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(LoadPurpose.DAEMON, sets, env).read(Optional.empty());
  }

  /**
   * Reads the configuration for a command that uses only Redis. An operator's shell need not have
   * the daemon's secrets and certificates. Of the secret files only that of {@code redis.password}
   * is read, if this user may read it. All other secrets come from the environment or are {@link
   * Secret#NONE}. All other values are checked.
   *
   * @throws ConfigurationException with all problems at once
   */
  public static Configuration loadForCommands(
      Optional<Path> file, List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(LoadPurpose.COMMAND, sets, env).read(file);
  }

  /**
   * Reads the configuration for a command, with the provider's key if this user may read it.
   *
   * @throws ConfigurationException with all problems at once
   */
  public static Configuration loadWithApiKey(
      Optional<Path> file, List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(LoadPurpose.COMMAND_WITH_KEY, sets, env).read(file);
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
        // The key is optional here, so its problems are dropped.
        secrets(file, List.of(ProviderKeys.PROVIDER_API_KEY), new Problems());
      }
    }
  }

  private void secrets(Optional<Path> file, List<ConfigKey<?>> wanted, Problems found) {
    SecretFiles files = new SecretFiles(wanted, reader == LoadPurpose.DAEMON, found, unseen);
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
    ResolvedValues settings = ResolvedValues.read(Layer.combined(layers), problems, unseen);
    ConfigurationChecks checks =
        new ConfigurationChecks(settings, problems, unseen, reader == LoadPurpose.CHECK);
    checks.consistent();
    if (reader == LoadPurpose.DAEMON || reader == LoadPurpose.CHECK) {
      checks.readyToServe();
    }
    problems.throwIfAny();
    return ConfigurationReader.of(settings);
  }
}
