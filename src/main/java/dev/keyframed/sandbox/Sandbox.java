package dev.keyframed.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A provider to play with: the API on one port, the downloads on another. Starts faithful, or with
 * the faults of its configuration; the switches may be used from any thread while it runs. One
 * start, one stop.
 */
public final class Sandbox {
  private final Vertx vertx;
  private final SandboxConfig config;
  private final Ledger ledger;
  private final Account account;
  private final FaultPlayer faults;
  private final AtomicBoolean challenges;
  private final AtomicBoolean pushes;
  private final SandboxVerticle verticle;

  private Optional<String> deployment = Optional.empty();

  /**
   * Set up, not yet started.
   *
   * @throws java.io.UncheckedIOException if the ledger's file cannot be written
   */
  public Sandbox(Vertx vertx, SandboxConfig config) {
    this.vertx = vertx;
    this.config = config;
    ledger = Ledger.open(config.ledgerFile());
    account = new Account(config.account());
    faults = new FaultPlayer(config.faults(), config.seed());
    challenges = new AtomicBoolean(config.callbacks().challenges());
    pushes = new AtomicBoolean(config.callbacks().pushes());
    verticle = new SandboxVerticle(config, Clock.systemUTC(), this);
  }

  /** Listens; fails where a port is taken. */
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
   * Stops listening, cuts what is open and closes the ledger's file; the ledger can be read still.
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

  /** Of the API, without a slash at its end; known once started. */
  public String baseUrl() {
    return "http://" + config.host() + ':' + verticle.apiPort();
  }

  /** Of the downloads, without a slash at its end; known once started. */
  public String fileUrl() {
    return "http://" + config.host() + ':' + verticle.filePort();
  }

  /** What was submitted, created and charged. */
  public Ledger ledger() {
    return ledger;
  }

  /** From now on these faults, counted from nothing. */
  public void play(FaultPlan plan, long seed) {
    faults.set(plan, seed);
  }

  /** From now on the key is refused on every call. */
  public void revokeKey(String key) {
    account.accept(key, false);
  }

  /** From now on the key is accepted. */
  public void restoreKey(String key) {
    account.accept(key, true);
  }

  /** Sets what is left to spend; empty for an inexhaustible balance. */
  public void balance(Optional<BigDecimal> usd) {
    account.balance(usd);
  }

  /** Whether creations with a callback URL are challenged. */
  public void challenges(boolean on) {
    challenges.set(on);
  }

  /** Whether changes of status are pushed. */
  public void pushes(boolean on) {
    pushes.set(on);
  }

  Account account() {
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
