package dev.keyframed.sandbox;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Configures a sandbox, which serves plain HTTP on the given host.
 *
 * <p>No value is a secret that needs protection.
 *
 * @param port of the API; 0 for a free one
 * @param filePort of the downloads; 0 for a free one
 * @param ledgerFile JSON Lines are appended to it at each change and flushed
 * @param seed decides about random faults
 */
public record SandboxConfig(
    String host,
    int port,
    int filePort,
    AccountLimits account,
    Times times,
    CallbackOptions callbacks,
    Optional<Path> ledgerFile,
    FaultPlan faults,
    long seed) {

  /**
   * Configures the account that all clients share.
   *
   * @param keys accepted
   * @param foreignKeys of the other region: refused with 2049
   * @param submissionsPerMinute 0 for no limit
   * @param balanceUsd empty for an unlimited one
   */
  public record AccountLimits(
      Set<String> keys,
      Set<String> foreignKeys,
      int submissionsPerMinute,
      Optional<BigDecimal> balanceUsd) {}

  /**
   * Configures durations.
   *
   * @param generation from Preparing to the end of a task
   * @param answerDelay how long a creation is held open after its challenge
   * @param challengeTimeout time-out of an echo
   * @param lateness delay of faults that are late
   * @param urlLifetime of a download URL
   */
  public record Times(
      Duration generation,
      Duration answerDelay,
      Duration challengeTimeout,
      Duration lateness,
      Duration urlLifetime) {}

  /**
   * Configures callbacks.
   *
   * @param challenges whether creations with a callback URL are challenged
   * @param pushes whether changes of status are pushed
   * @param trust PEM certificates, the only ones then trusted for https; empty for the usual ones
   * @param trustAll trusts any certificate: for sandboxes on loopback only
   */
  public record CallbackOptions(
      boolean challenges, boolean pushes, Optional<Path> trust, boolean trustAll) {}

  /**
   * Returns a configuration without faults: free ports on 127.0.0.1, key {@code sandbox-key}, 20
   * submissions per minute, videos after 3 s.
   */
  public static SandboxConfig defaults() {
    return new SandboxConfig(
        "127.0.0.1",
        0,
        0,
        new AccountLimits(Set.of("sandbox-key"), Set.of("other-region-key"), 20, Optional.empty()),
        new Times(
            Duration.ofSeconds(3),
            Duration.ofMillis(50),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofHours(1)),
        new CallbackOptions(true, true, Optional.empty(), false),
        Optional.empty(),
        FaultPlan.NONE,
        1);
  }

  /** Returns a copy with these ports; 0 for free ones. */
  public SandboxConfig withPorts(int api, int files) {
    return new SandboxConfig(host, api, files, account, times, callbacks, ledgerFile, faults, seed);
  }

  /** Returns a copy with this limit; 0 for none. */
  public SandboxConfig withSubmissionsPerMinute(int limit) {
    AccountLimits limited =
        new AccountLimits(account.keys(), account.foreignKeys(), limit, account.balanceUsd());
    return new SandboxConfig(
        host, port, filePort, limited, times, callbacks, ledgerFile, faults, seed);
  }

  /** Returns a copy with this duration of generations. */
  public SandboxConfig withGeneration(Duration generation) {
    return withTimes(
        new Times(
            generation,
            times.answerDelay(),
            times.challengeTimeout(),
            times.lateness(),
            times.urlLifetime()));
  }

  /** Returns a copy with other durations. */
  public SandboxConfig withTimes(Times times) {
    return new SandboxConfig(
        host, port, filePort, account, times, callbacks, ledgerFile, faults, seed);
  }

  /** Returns a copy with pushes on or off. */
  public SandboxConfig withPushes(boolean pushes) {
    return withCallbacks(
        new CallbackOptions(
            callbacks.challenges(), pushes, callbacks.trust(), callbacks.trustAll()));
  }

  /** Returns a copy that trusts only the certificates of this PEM file. */
  public SandboxConfig withTrust(Path pem) {
    return withCallbacks(
        new CallbackOptions(callbacks.challenges(), callbacks.pushes(), Optional.of(pem), false));
  }

  /** Returns a copy that trusts any certificate. */
  public SandboxConfig withTrustAll() {
    return withCallbacks(
        new CallbackOptions(callbacks.challenges(), callbacks.pushes(), Optional.empty(), true));
  }

  private SandboxConfig withCallbacks(CallbackOptions callbacks) {
    return new SandboxConfig(
        host, port, filePort, account, times, callbacks, ledgerFile, faults, seed);
  }

  /** Returns a copy that writes its ledger to this file too. */
  public SandboxConfig withLedgerFile(Path file) {
    return new SandboxConfig(
        host, port, filePort, account, times, callbacks, Optional.of(file), faults, seed);
  }

  /** Returns a copy with these faults, decided by this seed. */
  public SandboxConfig withFaults(FaultPlan faults, long seed) {
    return new SandboxConfig(
        host, port, filePort, account, times, callbacks, ledgerFile, faults, seed);
  }
}
