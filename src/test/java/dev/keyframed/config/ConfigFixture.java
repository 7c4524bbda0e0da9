package dev.keyframed.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Represents the inputs of one configuration: a file, an environment and a command line. They hold
 * just the necessary values unless a test changes them.
 */
final class ConfigFixture {

  static final String API_KEY = "sk-the-key-of-the-account";
  static final String SIGNING = "0123456789abcdef0123456789abcdef";

  private final Path file;
  private final Map<String, String> env = new HashMap<>();
  private final List<String> sets = new ArrayList<>();

  ConfigFixture(Path directory, String... yaml) throws IOException {
    file = Files.writeString(directory.resolve("keyframed.yaml"), String.join("\n", yaml));
    env.put("KEYFRAMED_PROVIDER_API_KEY", API_KEY);
    env.put("KEYFRAMED_CALLBACK_SECRET", SIGNING);
    env.put("KEYFRAMED_CALLBACK_PUBLIC_URL", "https://keyframed.example.com");
  }

  ConfigFixture env(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  ConfigFixture without(String variable) {
    env.remove(variable);
    return this;
  }

  ConfigFixture set(String... more) {
    sets.addAll(List.of(more));
    return this;
  }

  Configuration load() throws ConfigurationException {
    return ConfigurationLoader.load(file, sets, env);
  }

  Configuration loadToCheck() throws ConfigurationException {
    return ConfigurationLoader.loadToCheck(file, sets, env);
  }

  Configuration loadForCommands() throws ConfigurationException {
    return ConfigurationLoader.loadForCommands(Optional.of(file), sets, env);
  }

  /** Returns the problems as they are printed, with the file's name replaced by {@code FILE}. */
  List<String> problems() {
    ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, this::load);
    return refused == null
        ? List.of()
        : refused.getMessage().replace(file.toString(), "FILE").lines().toList();
  }
}
