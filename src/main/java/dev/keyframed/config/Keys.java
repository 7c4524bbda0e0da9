package dev.keyframed.config;

import java.util.List;
import java.util.stream.Stream;

/** All keys, in the order in which they are shown. Those of one section stand together. */
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
