package dev.keyframed.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Simulates the provider: the API on one port, downloads on another.
 *
 * <p>It starts with the faults of its configuration, by default none. Controls may be used from any
 * thread while it runs. It can be started and stopped once.
 */
public final class Sandbox {
  private final Vertx vertx;
  private final SandboxConfig config;
  private final Ledger ledger;
  private final SimulatedAccount account;
  private final FaultPlayer faults;
  private final AtomicBoolean challenges;
  private final AtomicBoolean pushes;
  private final SandboxVerticle verticle;

  private Optional<String> deployment = Optional.empty();

  /**
   * Creates a sandbox that is not started.
   *
   * @throws java.io.UncheckedIOException if the ledger's file cannot be written
   */
  public Sandbox(Vertx vertx, SandboxConfig config) {
    this.vertx = vertx;
    this.config = config;
    ledger = Ledger.open(config.ledgerFile());
    account = new SimulatedAccount(config.account());
    faults = new FaultPlayer(config.faults(), config.seed());
    challenges = new AtomicBoolean(config.callbacks().challenges());
    pushes = new AtomicBoolean(config.callbacks().pushes());
    verticle = new SandboxVerticle(config, Clock.systemUTC(), this);
  }

  /** Starts listening; fails if a port is in use. */
  public Future<Sandbox> start() {
    return vertx
        .deployVerticle(verticle)
        .map(
            id -> {
              deployment = Optional.of(id);
              return this;
            });
  }

  /**
   * Stops listening, closes open connections and the ledger's file; the ledger remains readable.
   */
  public Future<Void> stop() {
    Future<Void> down = deployment.map(vertx::undeploy).orElse(Future.succeededFuture());
    return down.transform(
        stopped -> {
          try {
            ledger.close();
          } catch (IOException e) {
            return Future.failedFuture(e);
          }
          return stopped.succeeded()
              ? Future.succeededFuture()
              : Future.failedFuture(stopped.cause());
        });
  }

  /** Returns the URL of the API, without a slash at its end; known once started. */
  public String baseUrl() {
    return "http://" + config.host() + ':' + verticle.apiPort();
  }

  /** Returns the URL of the downloads, without a slash at its end; known once started. */
  public String fileUrl() {
    return "http://" + config.host() + ':' + verticle.filePort();
  }

  /** Returns the record of submissions, tasks and charges. */
  public Ledger ledger() {
    return ledger;
  }

  /** Replaces the plan of faults; counts begin at zero. */
  public void play(FaultPlan plan, long seed) {
    faults.set(plan, seed);
  }

  /** Refuses a key on every call from now on. */
  public void revokeKey(String key) {
    account.accept(key, false);
  }

  /** Accepts a key from now on. */
  public void restoreKey(String key) {
    account.accept(key, true);
  }

  /** Sets the balance; empty for an unlimited one. */
  public void balance(Optional<BigDecimal> usd) {
    account.balance(usd);
  }

  /** Switches challenges of creations with a callback URL on or off. */
  public void challenges(boolean on) {
    challenges.set(on);
  }

  /** Switches pushes of changes of status on or off. */
  public void pushes(boolean on) {
    pushes.set(on);
  }

  SimulatedAccount account() {
    return account;
  }

  FaultPlayer faults() {
    return faults;
  }

  AtomicBoolean challengesSwitch() {
    return challenges;
  }

  AtomicBoolean pushesSwitch() {
    return pushes;
  }
}
