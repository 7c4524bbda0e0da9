package dev.keyframed.redis;

import dev.keyframed.port.Health;
import java.util.List;

/** Well while every link is connected; a heartbeat finds a dead one within seconds. */
final class RedisHealth implements Health {
  private final List<RedisLink> links;

  RedisHealth(List<RedisLink> links) {
    this.links = links;
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
        .map(
            link ->
                Status.unwell(
                    "Redis is away: "
                        + link.fault()
                        + "; check redis.url and the server, everything goes on once it is back"))
        .orElseGet(() -> Status.well("connected"));
  }
}
