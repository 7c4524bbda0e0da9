package dev.keyframed.config;

import io.smallrye.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads values from the defaults, the environment and {@code --set}. Unknown names are reported as
 * problems.
 */
final class Sources {

  private static final String SERVICE_LINK =
      "KEYFRAMED_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_[0-9]+_(TCP|UDP|SCTP)\\w*)";

  private Sources() {}

  static List<ConfigValue> defaults() {
    return ConfigKeys.all().stream()
        .filter(key -> !key.kind().secret())
        .map(key -> Layer.value(key.name(), key.preset(), Origin.DEFAULT))
        .toList();
  }

  /**
   * Reads the directory that systemd created for the unit. If there are several, it takes the
   * first.
   */
  static List<ConfigValue> stateDirectory(Map<String, String> env) {
    return Stream.ofNullable(env.get("STATE_DIRECTORY"))
        .filter(directories -> !directories.isBlank())
        .map(directories -> directories.replaceFirst(":.*", ""))
        .map(first -> Layer.value(RootKeys.DATA_DIR.name(), first, Origin.of("$STATE_DIRECTORY")))
        .toList();
  }

  /**
   * Reads the environment. An empty variable gives no secret: platforms set it so when they have
   * none.
   */
  static List<ConfigValue> environment(Map<String, String> env, Problems problems) {
    List<ConfigValue> values = new ArrayList<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(env).entrySet()) {
      String variable = entry.getKey();
      String text = entry.getValue();
      if (!ConfigKey.isVariable(variable) || isServiceLink(variable, text)) {
        continue;
      }
      Optional<ConfigKey<?>> known = KeyNames.variable(variable);
      if (known.isEmpty()) {
        problems.add(Origin.ENVIRONMENT, variable, KeyNames.unknownVariable(variable));
      } else if (!(known.get().kind().secret() && text.isEmpty())) {
        values.add(Layer.value(known.get().name(), text, Origin.ENVIRONMENT));
      }
    }
    return values;
  }

  /**
   * Checks whether a container platform set the variable for a service named like keyframed ({@code
   * KEYFRAMED_SERVICE_HOST}, {@code KEYFRAMED_PORT=tcp://10.0.0.1:8443}). Such a variable is no
   * configuration.
   */
  private static boolean isServiceLink(String variable, String text) {
    return variable.matches(SERVICE_LINK)
        || (variable.contains("_PORT") && text.matches("(tcp|udp|sctp)://.*"));
  }

  /** Reads {@code --set} options. A later value of a key replaces an earlier one. */
  static List<ConfigValue> sets(List<String> sets, Problems problems) {
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    for (String set : sets) {
      int equals = set.indexOf('=');
      String key = equals < 0 ? "" : set.substring(0, equals).strip();
      if (key.isEmpty()) {
        problems.add(Origin.SET, set, "must be key=value");
      } else if (KeyNames.mayStand(key, Origin.SET, problems)) {
        values.put(key, Layer.value(key, set.substring(equals + 1), Origin.SET));
      }
    }
    return List.copyOf(values.values());
  }
}
