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
 * else from the file that their {@code _file} key names. Reads files, and so belongs off the event
 * loop.
 */
public final class ConfigurationLoader {

  private final List<String> sets;
  private final Map<String, String> env;
  private final Problems problems = new Problems();
  private final List<Layer> layers = new ArrayList<>();

  private ConfigurationLoader(List<String> sets, Map<String, String> env) {
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
    return new ConfigurationLoader(sets, env).serving(Optional.of(file));
  }

  /** The same without a file. */
  public static Configuration load(List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(sets, env).serving(Optional.empty());
  }

  /**
   * The configuration for a command that speaks to Redis alone: an operator's shell need not have
   * the daemon's secrets and certificates. Of the files of secrets only that of {@code
   * redis.password} is read; for all others only the environment is asked, and those it lacks are
   * {@link Secret#NONE}. Whatever else stands there is checked.
   *
   * @throws ConfigurationException with all problems at once
   */
  public static Configuration loadForCommands(
      Optional<Path> file, List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(sets, env).looking(file, List.of());
  }

  /**
   * The same, with the provider's key where this user can read it: as the daemon finds it, or in
   * {@code provider.api_key} beside the file, from which the unit loads it.
   *
   * @throws ConfigurationException with all problems at once
   */
  public static Configuration loadWithApiKey(
      Optional<Path> file, List<String> sets, Map<String, String> env)
      throws ConfigurationException {
    return new ConfigurationLoader(sets, env).looking(file, List.of(ProviderKeys.PROVIDER_API_KEY));
  }

  private Configuration serving(Optional<Path> file) throws ConfigurationException {
    gather(file);
    secrets(SecretFiles.all());
    return checked(true);
  }

  private Configuration looking(Optional<Path> file, List<Key<?>> whereReadable)
      throws ConfigurationException {
    gather(file);
    secrets(List.of(RedisKeys.REDIS_PASSWORD));
    Problems untold = new Problems();
    add(Layer.Rank.CREDENTIAL, SecretFiles.credentials(whereReadable, env, untold));
    add(Layer.Rank.SECRET_FILE, SecretFiles.named(whereReadable, Layer.combined(layers), untold));
    if (file.isPresent()) {
      add(
          Layer.Rank.SECRET_FILE,
          SecretFiles.beside(file.get(), whereReadable, Layer.combined(layers)));
    }
    return checked(false);
  }

  private void secrets(List<Key<?>> wanted) {
    add(Layer.Rank.CREDENTIAL, SecretFiles.credentials(wanted, env, problems));
    add(Layer.Rank.SECRET_FILE, SecretFiles.named(wanted, Layer.combined(layers), problems));
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

  private Configuration checked(boolean toServe) throws ConfigurationException {
    Settings settings = Settings.read(Layer.combined(layers), problems);
    Checks checks = new Checks(settings, problems);
    checks.consistent();
    if (toServe) {
      checks.readyToServe();
    }
    problems.throwIfAny();
    return Sections.of(settings);
  }
}
