package dev.keyframed.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value of every key, with where it came from. Those that are wrong are missing, and told to
 * the problems.
 */
public final class Settings {

  private final Map<Key<?>, Setting<?>> settings = new LinkedHashMap<>();

  private final Unseen unseen;

  private Settings(Unseen unseen) {
    this.unseen = unseen;
  }

  /**
   * Reads all keys but those that the problems already speak of.
   *
   * @param unseen secrets that are there, but not for this user
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
        .map(file -> Origin.of(file + ", which this user may not read"))
        .orElse(Origin.DEFAULT);
  }

  /**
   * What the configuration names but this user may not look at, such as {@code provider.api_key:
   * /etc/keyframed/provider.api_key}.
   */
  public List<String> unseen() {
    return unseen.lines();
  }

  /** These with the other's values for those keys. */
  Settings taking(List<String> keys, Settings other) {
    Settings both = new Settings(unseen);
    settings.forEach(
        (key, own) ->
            both.settings.put(key, keys.contains(key.name()) ? other.settings.get(key) : own));
    return both;
  }

  /** The value of a key. Only to be asked of a key that {@link #find} would find. */
  <T> T get(Key<T> key) {
    return find(key).orElseThrow().value();
  }

  @SuppressWarnings("unchecked") // put() is called with a setting of the key's own type
  <T> Optional<Setting<T>> find(Key<T> key) {
    return Optional.ofNullable((Setting<T>) settings.get(key));
  }

  /** Where the value of the key of that name stands. */
  Origin origin(String name) {
    return settings.values().stream()
        .filter(setting -> setting.key().name().equals(name))
        .findFirst()
        .map(Setting::origin)
        .orElse(Origin.DEFAULT);
  }

  /** See {@link Configuration#describe()}. */
  String describe() {
    return Outline.of(List.copyOf(settings.keySet()), key -> List.of(describe(settings.get(key))));
  }

  private static String describe(Setting<?> setting) {
    String value = Outline.scalar(setting.shown());
    return Outline.lastName(setting.key()) + ": " + value + "  # " + setting.origin();
  }
}
