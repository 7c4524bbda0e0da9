package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.cli.CommandFixture.Answer;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationLoader;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that failures of a start are reported in a line or two, without a stack trace. */
class StartFaultsTest {
  @TempDir Path dir;
  private Path cert;
  private Path key;

  @BeforeEach
  void makeCertificate() throws Exception {
    cert = Files.writeString(dir.resolve("cert.pem"), certificate().getCertificatePathPEM());
    key = Files.writeString(dir.resolve("key.pem"), certificate().getPrivateKeyPEM());
  }

  private static X509Bundle certificate() throws Exception {
    return new CertificateBuilder()
        .subject("CN=test")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check-config", "serve"})
  void key_of_another_certificate_is_a_configuration_mistake(String command) throws Exception {
    Answer answer = run(command);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains("callback.tls.key: ")
        .contains("does not belong to the certificate")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check-config", "serve"})
  void invalid_certificate_is_a_configuration_mistake(String command) throws Exception {
    Files.writeString(cert, "no certificate");

    Answer answer = run(command);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("callback.tls.cert: is not a certificate in PEM");
  }

  @Test
  void invalid_key_is_a_configuration_mistake() throws Exception {
    Files.writeString(key, "no key");

    Answer answer = run("check-config");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("callback.tls.key: cannot be used for callback.tls.cert: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check-config", "serve"})
  void unknown_group_of_videos_is_a_configuration_mistake(String command) throws Exception {
    Path file = Files.writeString(dir.resolve("group.yaml"), "videos: {group: no-such-group}");

    Answer answer = CommandFixture.runAlone(command, "--config", file.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains("group.yaml:1: videos.group: is not a group of this machine: create it");
  }

  @Test
  void embedded_redis_folder_in_use_is_a_configuration_mistake() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("second.yaml"),
            """
            data_dir: %s
            provider: {api_key_file: %s}
            callback: {enabled: false}
            """
                .formatted(dir, Files.writeString(dir.resolve("api"), "sandbox-key")));
    try (EmbeddedRedis first = EmbeddedRedis.start(dir.resolve("redis"), 0)) {
      Answer answer = CommandFixture.runAlone("serve", "--config", file.toString());

      assertThat(answer.code()).isEqualTo(2);
      assertThat(answer.err())
          .contains(
              "the embedded Redis of " + dir.resolve("redis") + " is in use by a running daemon")
          .contains("pid " + ProcessHandle.current().pid())
          .hasLineCount(1);
      assertThat(first.fault()).isEmpty();
    }
  }

  private Answer run(String command) throws Exception {
    Path secret = Files.writeString(dir.resolve("secret"), "a-secret-of-this-test-and-no-other");
    Path api = Files.writeString(dir.resolve("api"), "sandbox-key");
    Path file =
        Files.writeString(
            dir.resolve("keyframed.yaml"),
            """
            data_dir: %s
            provider: {api_key_file: %s}
            callback:
              public_url: https://videos.example.com
              secret_file: %s
              tls: {cert: %s, key: %s}
            """
                .formatted(dir, api, secret, cert, key));
    return CommandFixture.runAlone(command, "--config", file.toString());
  }

  @Test
  void sandbox_port_in_use_is_reported_in_one_line() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Answer answer = CommandFixture.runAlone("sandbox", "--port", "" + other.getLocalPort());

      assertThat(answer.code()).isEqualTo(1);
      assertThat(answer.err())
          .startsWith("keyframed: --port " + other.getLocalPort() + ": ")
          .hasLineCount(1);
    }
  }

  @Test
  void unwritable_ledger_is_reported_in_one_line() {
    Answer answer = CommandFixture.runAlone("sandbox", "--ledger", dir + "/none/ledger");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).startsWith("keyframed: --ledger: ").hasLineCount(1);
  }

  @Test
  void unwritable_demo_folder_is_reported_in_one_line() {
    Answer answer = CommandFixture.runAlone("demo", "--output", cert.toString());

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err())
        .startsWith("keyframed: the demo cannot be set up in " + cert)
        .hasLineCount(1);
  }

  /** Passes variables, file and settings as a shell would. */
  @Test
  void command_printed_by_the_sandbox_is_a_complete_configuration() throws Exception {
    Map<String, String> variables = new HashMap<>();
    List<String> sets = new ArrayList<>();
    Path file = null;
    Scanner words = new Scanner(SandboxCommand.use("http://127.0.0.1:8089"));
    while (words.hasNext()) {
      String word = words.next();
      if (word.matches("KEYFRAMED_.*=.*")) {
        int equals = word.indexOf('=');
        variables.put(word.substring(0, equals), word.substring(equals + 1));
      } else if (word.equals("--set")) {
        sets.add(words.next());
      } else if (word.equals("--config")) {
        file = Path.of(words.next());
      }
    }

    Configuration configuration = ConfigurationLoader.load(file, sets, variables);

    assertThat(configuration.provider().baseUrl()).hasToString("http://127.0.0.1:8089");
    assertThat(configuration.callback().enabled()).isTrue();
  }
}
