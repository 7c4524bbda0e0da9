package dev.keyframed.sandbox;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a sandbox is set up. It listens on the address given, in plain HTTP; nothing here is a secret
 * worth keeping.
 *
 * @param port of the API; 0 for a free one
 * @param filePort of the downloads; 0 for a free one
 * @param ledgerFile JSON Lines are appended to it at each change and flushed
 * @param seed decides about the faults by chance
 */
public record SandboxConfig(
    String host,
    int port,
    int filePort,
    Account account,
    Times times,
    Callbacks callbacks,
    Optional<Path> ledgerFile,
    FaultPlan faults,
    long seed) {

  /**
   * The account everybody uses.
   *
   * @param keys accepted
   * @param foreignKeys of the other region: refused by name (2049)
   * @param submissionsPerMinute 0 for no limit
   * @param balanceUsd empty for an inexhaustible one
   */
  public record Account(
      Set<String> keys,
      Set<String> foreignKeys,
      int submissionsPerMinute,
      Optional<BigDecimal> balanceUsd) {}

  /**
   * How long things take.
   *
   * @param generation the whole walk of a task, from Preparing to its end
   * @param answerDelay how long a creation is held open after its challenge
   * @param challengePatience how long an echo is waited for
   * @param lateness what "late" means where a fault says so
   * @param urlLifetime of a download URL
   */
  public record Times(
      Duration generation,
      Duration answerDelay,
      Duration challengePatience,
      Duration lateness,
      Duration urlLifetime) {}

  /**
   * How callback URLs are called.
   *
   * @param challenges whether creations with a callback URL are challenged
   * @param pushes whether changes of status are pushed
   * @param trust PEM certificates, the only ones then trusted for https; empty for the usual ones
   * @param trustAll any certificate will do: for sandboxes on loopback only
   */
  public record Callbacks(
      boolean challenges, boolean pushes, Optional<Path> trust, boolean trustAll) {}

  /**
   * The faithful service: free ports on 127.0.0.1, key {@code sandbox-key}, 20 submissions per
   * minute, videos after 3 s.
   */
  public static SandboxConfig defaults() {
    return new SandboxConfig(
        "127.0.0.1",
        0,
        0,
        new Account(Set.of("sandbox-key"), Set.of("other-region-key"), 20, Optional.empty()),
        new Times(
            Duration.ofSeconds(3),
            Duration.ofMillis(50),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofHours(1)),
        new Callbacks(true, true, Optional.empty(), false),
        Optional.empty(),
        FaultPlan.NONE,
        1);
  }

  /** The same with these ports; 0 for free ones. */
  public SandboxConfig withPorts(int api, int files) {
    return new SandboxConfig(host, api, files, account, times, callbacks, ledgerFile, faults, seed);
  }

  /** The same with this limit; 0 for none. */
  public SandboxConfig withSubmissionsPerMinute(int limit) {
    Account limited =
        new Account(account.keys(), account.foreignKeys(), limit, account.balanceUsd());
    return new SandboxConfig(
        host, port, filePort, limited, times, callbacks, ledgerFile, faults, seed);
  }

  /** The same with generations that take so long. */
  public SandboxConfig withGeneration(Duration generation) {
    return withTimes(
        new Times(
            generation,
            times.answerDelay(),
            times.challengePatience(),
            times.lateness(),
            times.urlLifetime()));
  }

  /** The same with other times. */
  public SandboxConfig withTimes(Times times) {
    return new SandboxConfig(
        host, port, filePort, account, times, callbacks, ledgerFile, faults, seed);
  }

  /** The same with changes of status pushed or not. */
  public SandboxConfig withPushes(boolean pushes) {
    return withCallbacks(
        new Callbacks(callbacks.challenges(), pushes, callbacks.trust(), callbacks.trustAll()));
  }

  /** The same, trusting the certificates of this PEM file alone. */
  public SandboxConfig withTrust(Path pem) {
    return withCallbacks(
        new Callbacks(callbacks.challenges(), callbacks.pushes(), Optional.of(pem), false));
  }

  /** The same, trusting any certificate. */
  public SandboxConfig withTrustAll() {
    return withCallbacks(
        new Callbacks(callbacks.challenges(), callbacks.pushes(), Optional.empty(), true));
  }

  private SandboxConfig withCallbacks(Callbacks callbacks) {
    return new SandboxConfig(
        host, port, filePort, account, times, callbacks, ledgerFile, faults, seed);
  }

  /** The same with its ledger in this file too. */
  public SandboxConfig withLedgerFile(Path file) {
    return new SandboxConfig(
        host, port, filePort, account, times, callbacks, Optional.of(file), faults, seed);
  }

  /** The same with these faults, decided by this seed. */
  public SandboxConfig withFaults(FaultPlan faults, long seed) {
    return new SandboxConfig(
        host, port, filePort, account, times, callbacks, ledgerFile, faults, seed);
  }
}
