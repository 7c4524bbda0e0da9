package dev.keyframed.support.metrics;

import dev.keyframed.port.TroubleReporter;
import dev.keyframed.support.text.PlainLine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the current troubles, and logs the beginning and the end of each. Each is a gauge {@code
 * keyframed_trouble{with,reason}}, 1 while it lasts. Thread-safe.
 */
public final class TroubleRegister implements TroubleReporter {
  private static final Logger log = LoggerFactory.getLogger(TroubleRegister.class);
  private static final String METRIC = "keyframed.trouble";
  private static final int LONGEST = 1000;

  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<TroubleKey, ActiveTrouble> lasting = new LinkedHashMap<>();

  /**
   * The most frequent trouble of each party. Its gauge is registered from the start, for queries.
   */
  private static final List<TroubleKey> USUAL =
      List.of(
          new TroubleKey(Party.PROVIDER, "unreachable"),
          new TroubleKey(Party.REDIS, "unreachable"),
          new TroubleKey(Party.STORAGE, "full"),
          new TroubleKey(Party.CALLBACK, "no_echo"));

  /**
   * Registers a gauge for each usual trouble. Another trouble gets its gauge when it is first
   * reported.
   */
  public TroubleRegister(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    USUAL.forEach(this::register);
  }

  /** Registers a gauge. If it exists, the first one stays: it has the same key. */
  private void register(TroubleKey key) {
    Gauge.builder(METRIC, () -> isLasting(key) ? 1 : 0)
        .description("1 while there is trouble with something outside of the daemon.")
        .tag("with", key.with().label())
        .tag("reason", key.reason())
        .register(registry);
  }

  private record TroubleKey(Party with, String reason) {}

  /**
   * Represents a current trouble.
   *
   * @param words what is wrong, then what to do
   * @param since when it was first reported
   */
  public record ActiveTrouble(Party with, String reason, String words, Instant since) {}

  @Override
  public void begins(Party with, String reason, String said) {
    String words = PlainLine.of(said, LONGEST);
    TroubleKey key = new TroubleKey(with, reason);
    boolean fresh;
    synchronized (this) {
      ActiveTrouble known = lasting.get(key);
      fresh = known == null;
      lasting.put(
          key, new ActiveTrouble(with, reason, words, fresh ? clock.instant() : known.since()));
    }
    if (fresh) {
      register(key);
      log.atWarn()
          .addKeyValue("with", with.label())
          .addKeyValue("reason", reason)
          .log("trouble with {}: {}", with.label(), words);
    }
  }

  @Override
  public void ends(Party with, String reason) {
    ActiveTrouble ended;
    synchronized (this) {
      ended = lasting.remove(new TroubleKey(with, reason));
    }
    if (ended != null) {
      log.atInfo()
          .addKeyValue("with", with.label())
          .addKeyValue("reason", reason)
          .log("trouble with {} is over: {}, since {}", with.label(), reason, ended.since());
    }
  }

  private synchronized boolean isLasting(TroubleKey key) {
    return lasting.containsKey(key);
  }

  /** Returns the current troubles, the oldest first; a copy. */
  public synchronized List<ActiveTrouble> lasting() {
    return new ArrayList<>(lasting.values());
  }
}
