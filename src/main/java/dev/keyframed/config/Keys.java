package dev.keyframed.config;

import java.util.List;
import java.util.stream.Stream;

/** Lists all keys in the order of display. Keys of one section are adjacent. */
final class Keys {
  private static final List<Key<?>> ALL =
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
          .<Key<?>>flatMap(List::stream)
          .toList();

  private Keys() {}

  static List<Key<?>> all() {
    return ALL;
  }
}
