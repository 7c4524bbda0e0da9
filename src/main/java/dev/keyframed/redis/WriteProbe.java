package dev.keyframed.redis;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a Redis takes writes: one that is full, or has lost its disk or its replicas, answers and
 * refuses them. Asks by a script that writes nothing. Thread-safe.
 */
final class WriteProbe {
  private static final Logger log = LoggerFactory.getLogger(WriteProbe.class);

  /** From one question to the next. */
  static final Duration EVERY = Duration.ofSeconds(4);

  private static final String NONE = "";

  private final Vertx vertx;
  private final RedisLink link;
  private final Duration every;
  private final Script probe = Script.alone("probe");
  private final AtomicReference<String> refusal = new AtomicReference<>(NONE);

  /** Over that link. */
  WriteProbe(Vertx vertx, RedisLink link, Duration every) {
    this.vertx = vertx;
    this.link = link;
    this.every = every;
  }

  /** Asks on each new connection, and again and again; what stops that. */
  Runnable start() {
    link.onConnected(this::look);
    long timer = vertx.setPeriodic(every.toMillis(), fired -> look());
    return () -> vertx.cancelTimer(timer);
  }

  /** Redis's own words, while it refuses. */
  Optional<String> refusal() {
    return Optional.of(refusal.get()).filter(words -> !words.equals(NONE));
  }

  /** An outage is the link's to tell. */
  private void look() {
    probe
        .run(link, List.of(), List.of())
        .onSuccess(taken -> found(NONE))
        .onFailure(
            cause -> {
              if (cause instanceof RedisFault) {
                // OOM command not allowed when used memory > 'maxmemory'. script: 5f2..., on ...
                found(cause.getCause().getMessage().replaceFirst("\\.?( script: .*)?$", ""));
              }
            });
  }

  private void found(String words) {
    String before = refusal.getAndSet(words);
    if (words.equals(before)) {
      return;
    }
    if (words.equals(NONE)) {
      log.info("Redis takes writes again");
    } else {
      log.error("Redis refuses writes: {}; {}", words, Remedy.of(words));
    }
  }
}
