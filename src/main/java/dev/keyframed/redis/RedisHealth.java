package dev.keyframed.redis;

import dev.keyframed.port.Health;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Well while every link is connected and writes are taken; a heartbeat finds a dead link, and a
 * refusal, within seconds.
 */
final class RedisHealth implements Health {
  private static final String THEN = "; everything goes on once it is back";

  private final List<RedisLink> links;
  private final Supplier<Optional<String>> server;
  private final Supplier<Optional<String>> refusal;

  /**
   * Of those links.
   *
   * @param server why the server is not there, where somebody knows
   * @param refusal Redis's own words, while it refuses writes
   */
  RedisHealth(
      List<RedisLink> links,
      Supplier<Optional<String>> server,
      Supplier<Optional<String>> refusal) {
    this.links = links;
    this.server = server;
    this.refusal = refusal;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Status status() {
    return links.stream()
        .filter(link -> !link.isConnected())
        .findFirst()
        .map(this::away)
        .or(() -> refusal.get().map(RedisHealth::refusing))
        .map(Status::unwell)
        .orElseGet(() -> Status.well("connected"));
  }

  private String away(RedisLink link) {
    return server
        .get()
        .map(why -> why + "; it is started again and again")
        .orElseGet(
            () ->
                "Redis at %s is away: %s; %s"
                    .formatted(link.place(), link.fault(), Remedy.of(link.fault())))
        .concat(THEN);
  }

  private static String refusing(String words) {
    return "Redis refuses writes: " + words + "; " + Remedy.of(words) + THEN;
  }
}
