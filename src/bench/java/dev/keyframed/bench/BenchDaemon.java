package dev.keyframed.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Starts the shipped daemon, with an unreachable provider.
 *
 * <p>Nothing is queued and nothing is due, so the provider is never called.
 */
final class BenchDaemon {
  static final String NAMESPACE = "bench";
  static final String SECRET = "a-secret-of-this-bench-and-no-other";

  private static final List<String> AS_IN_THE_UNIT =
      List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmn48m", "-Xmx768m");

  private static final String CONFIGURATION =
      """
      namespace: %s
      data_dir: %s
      redis:
        url: %s
      provider:
        base_url: http://127.0.0.1:1
        allow_private_addresses: true
      callback:
        public_url: https://127.0.0.1:%d
        host: 127.0.0.1
        port: %4$d
        self_check: 0s
        tls:
          cert: %s
          key: %s
      poll:
        # Far off; and a push moves the next poll by it, so each push changes something.
        max_interval: 6h
      management:
        port: %d
      """;

  private BenchDaemon() {}

  /**
   * Starts a daemon on a Redis, with its files in a directory. {@code -Dbench.jvm=...} adds flags
   * of its JVM.
   */
  static ServerProcess start(Path dir, String redisUrl, BenchCertificate certificate) throws Exception {
    int port = ServerProcess.freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(AS_IN_THE_UNIT);
    Arrays.stream(System.getProperty("bench.jvm", "").split(" ", -1))
        .filter(flag -> !flag.isEmpty())
        .forEach(command::add);
    command.addAll(List.of("-jar", jar(), "serve", "--config"));
    command.add(configuration(dir, redisUrl, certificate, port).toString());
    return ServerProcess.start(
        command,
        Map.of("KEYFRAMED_PROVIDER_API_KEY", "sandbox-key", "KEYFRAMED_CALLBACK_SECRET", SECRET),
        port,
        dir.resolve("keyframed.log"));
  }

  private static String jar() {
    return Objects.requireNonNull(
        System.getProperty("keyframed.jar"), "keyframed.jar is not set: mvn -Pbench verify");
  }

  private static Path configuration(Path dir, String redisUrl, BenchCertificate certificate, int port)
      throws IOException {
    return Files.writeString(
        dir.resolve("keyframed.yaml"),
        CONFIGURATION.formatted(
            NAMESPACE,
            dir.resolve("data"),
            redisUrl,
            port,
            certificate.chain(),
            certificate.key(),
            ServerProcess.freePort()));
  }
}
