package dev.keyframed.adapter.redis;

import dev.keyframed.adapter.redis.RedisProblem.Reason;
import dev.keyframed.port.Health;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reports Redis as healthy while every link is connected, the user has all rights, and writes are
 * accepted. A heartbeat finds a dead link or a refusal within seconds.
 */
final class RedisHealth implements Health {
  private static final Set<Reason> UNAVAILABLE = Set.of(Reason.UNREACHABLE, Reason.UNKNOWN);
  private static final String THEN = "; work continues once it is available";

  private final List<RedisLink> links;
  private final Supplier<Optional<String>> server;
  private final Supplier<Optional<RedisProblem>> refusal;

  /**
   * Creates the check of the given links.
   *
   * @param server why the server is not running, if known
   * @param refusal what the server refuses
   */
  RedisHealth(
      List<RedisLink> links,
      Supplier<Optional<String>> server,
      Supplier<Optional<RedisProblem>> refusal) {
    this.links = links;
    this.server = server;
    this.refusal = refusal;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public HealthStatus status() {
    Stream<RedisProblem> away = links.stream().flatMap(link -> link.problem().stream());
    return Stream.concat(away, refusal.get().stream())
        .min(Comparator.comparing(RedisProblem::reason))
        .map(problem -> HealthStatus.unwell(words(problem) + THEN))
        .orElseGet(() -> HealthStatus.well("connected"));
  }

  private String words(RedisProblem problem) {
    return server
        .get()
        .filter(why -> UNAVAILABLE.contains(problem.reason()))
        .map(why -> why + "; retrying to start it")
        .orElse(problem.words());
  }
}
