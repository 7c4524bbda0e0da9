package dev.keyframed.chaos;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Supervises one daemon process. */
final class DaemonProcess {
  final String name;
  final int callbackPort;
  final int managementPort;
  private final List<String> sets;
  private final Path log;
  private final DaemonCommand launcher;
  private Process process;

  DaemonProcess(
      String name,
      int callbackPort,
      int managementPort,
      List<String> sets,
      DaemonCommand launcher,
      Path log) {
    this.launcher = launcher;
    this.name = name;
    this.callbackPort = callbackPort;
    this.managementPort = managementPort;
    this.sets = List.copyOf(sets);
    this.log = log;
  }

  /** Starts the process; {@code stopPoint} may be empty. */
  void start(String stopPoint) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(name, stopPoint));
    arguments.addAll(sets);
    arguments.add("callback.port=" + callbackPort);
    arguments.add("management.port=" + managementPort);
    List<String> command = launcher.command(ChaosDaemon.class, arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("KEYFRAMED_REDIS_PASSWORD", Mischief.PASSWORD);
    builder.environment().put("KEYFRAMED_PROVIDER_API_KEY", "sandbox-key");
    builder.environment().put("KEYFRAMED_CALLBACK_SECRET", "a-secret-of-this-test-and-no-other");
    process = builder.directory(new File(".")).start();
  }

  /** Returns the path of its log. */
  Path log() {
    return log;
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Returns the exit code of the ended process. */
  int exitCode() {
    return process.exitValue();
  }

  /** Returns whether the daemon reports that it is ready. */
  boolean isReady() {
    if (!isAlive()) {
      return false;
    }
    try {
      URI ready = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
      HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
      connection.setConnectTimeout(500);
      connection.setReadTimeout(500);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Kills a running process by {@code kill -9}, and waits for its end. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /**
   * Sends SIGTERM, and returns whether the process ended in time; its pipes stay open meanwhile.
   */
  boolean stop(long seconds) throws InterruptedException {
    if (!process.toHandle().destroy()) {
      throw new AssertionError(name + " cannot be told to stop, see " + log);
    }
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }
}
