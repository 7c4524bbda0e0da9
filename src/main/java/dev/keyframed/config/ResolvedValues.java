package dev.keyframed.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the value of every key, and its origin. Invalid values are missing here, and reported as
 * problems.
 */
public final class ResolvedValues {

  private final Map<ConfigKey<?>, Setting<?>> settings = new LinkedHashMap<>();

  private final Unseen unseen;

  private ResolvedValues(Unseen unseen) {
    this.unseen = unseen;
  }

  /**
   * Reads all keys, except those with a reported problem.
   *
   * @param unseen secrets that are present, but not readable by this user
   */
  static ResolvedValues read(SmallRyeConfig layers, Problems problems, Unseen unseen) {
    ResolvedValues read = new ResolvedValues(unseen);
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (!problems.about(key.name())) {
        read.read(key, layers.getConfigValue(key.name()), problems);
      }
    }
    return read;
  }

  private <T> void read(ConfigKey<T> key, ConfigValue found, Problems problems) {
    String text = found.getValue() == null ? "" : found.getValue();
    Origin origin = found.getValue() == null ? without(key) : Origin.of(found);
    KeyType<T> kind = key.kind();
    try {
      T value = kind.converter().convert(text);
      settings.put(key, new Setting<>(key, value, kind.shown(text), origin));
    } catch (RefusedValueException refused) {
      problems.add(origin, key.name(), refused.getMessage());
    } catch (IllegalArgumentException refused) {
      problems.add(origin, key.name(), kind.refusal(text));
    }
  }

  private Origin without(ConfigKey<?> key) {
    return unseen
        .of(key)
        .map(file -> Origin.of(file + ", not readable by this user"))
        .orElse(Origin.DEFAULT);
  }

  /**
   * Returns what the configuration names but this user may not read, such as {@code
   * provider.api_key: /etc/keyframed/provider.api_key}.
   */
  public List<String> unseen() {
    return unseen.lines();
  }

  /** Returns a copy that takes the values of the given keys from other settings. */
  ResolvedValues taking(List<String> keys, ResolvedValues other) {
    ResolvedValues both = new ResolvedValues(unseen);
    settings.forEach(
        (key, current) ->
            both.settings.put(key, keys.contains(key.name()) ? other.settings.get(key) : current));
    return both;
  }

  /** Returns the value of a key. The key must be present for {@link #find}. */
  <T> T get(ConfigKey<T> key) {
    return find(key).orElseThrow().value();
  }

  @SuppressWarnings("unchecked") // put() is called with a setting of the key's own type
  <T> Optional<Setting<T>> find(ConfigKey<T> key) {
    return Optional.ofNullable((Setting<T>) settings.get(key));
  }

  /** Returns the origin of the value of the named key. */
  Origin origin(String name) {
    return settings.values().stream()
        .filter(setting -> setting.key().name().equals(name))
        .findFirst()
        .map(Setting::origin)
        .orElse(Origin.DEFAULT);
  }

  /** Returns the text of {@link Configuration#describe()}. */
  String describe() {
    return YamlWriter.of(
        List.copyOf(settings.keySet()), key -> List.of(describe(settings.get(key))));
  }

  private static String describe(Setting<?> setting) {
    String value = YamlWriter.scalar(setting.shown());
    return YamlWriter.lastName(setting.key()) + ": " + value + "  # " + setting.origin();
  }
}
