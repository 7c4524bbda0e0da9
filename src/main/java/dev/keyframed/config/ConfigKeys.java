package dev.keyframed.config;

import java.util.List;
import java.util.stream.Stream;

/** Lists all keys in the order of display. Keys of one section are adjacent. */
final class ConfigKeys {
  private static final List<ConfigKey<?>> ALL =
      Stream.of(
              RootKeys.all(),
              RedisKeys.all(),
              ProviderKeys.all(),
              CallbackKeys.all(),
              PollKeys.all(),
              JobKeys.all(),
              VideoKeys.all(),
              MoneyKeys.all(),
              OperationKeys.all())
          .<ConfigKey<?>>flatMap(List::stream)
          .toList();

  private ConfigKeys() {}

  static List<ConfigKey<?>> all() {
    return ALL;
  }
}
