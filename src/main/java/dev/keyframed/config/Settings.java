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
public final class Settings {

  private final Map<Key<?>, Setting<?>> settings = new LinkedHashMap<>();

  private final Unseen unseen;

  private Settings(Unseen unseen) {
    this.unseen = unseen;
  }

  /**
   * Reads all keys, except those with a reported problem.
   *
   * @param unseen secrets that are present, but not readable by this user
   */
  static Settings read(SmallRyeConfig layers, Problems problems, Unseen unseen) {
    Settings read = new Settings(unseen);
    for (Key<?> key : Keys.all()) {
      if (!problems.about(key.name())) {
        read.read(key, layers.getConfigValue(key.name()), problems);
      }
    }
    return read;
  }

  private <T> void read(Key<T> key, ConfigValue found, Problems problems) {
    String text = found.getValue() == null ? "" : found.getValue();
    Origin origin = found.getValue() == null ? without(key) : Origin.of(found);
    Kind<T> kind = key.kind();
    try {
      T value = kind.converter().convert(text);
      settings.put(key, new Setting<>(key, value, kind.shown(text), origin));
    } catch (RefusedValueException refused) {
      problems.add(origin, key.name(), refused.getMessage());
    } catch (IllegalArgumentException refused) {
      problems.add(origin, key.name(), kind.refusal(text));
    }
  }

  private Origin without(Key<?> key) {
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
  Settings taking(List<String> keys, Settings other) {
    Settings both = new Settings(unseen);
    settings.forEach(
        (key, own) ->
            both.settings.put(key, keys.contains(key.name()) ? other.settings.get(key) : own));
    return both;
  }

  /** Returns the value of a key. The key must be present for {@link #find}. */
  <T> T get(Key<T> key) {
    return find(key).orElseThrow().value();
  }

  @SuppressWarnings("unchecked") // put() is called with a setting of the key's own type
  <T> Optional<Setting<T>> find(Key<T> key) {
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
    return Outline.of(List.copyOf(settings.keySet()), key -> List.of(describe(settings.get(key))));
  }

  private static String describe(Setting<?> setting) {
    String value = Outline.scalar(setting.shown());
    return Outline.lastName(setting.key()) + ": " + value + "  # " + setting.origin();
  }
}
