package dev.keyframed.adapter.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
  @TempDir Path dir;

  @Test
  void notifier_sends_messages_in_the_order_of_calls() throws Exception {
    String path = dir.resolve("notify").toString();
    try (FakeServiceManager manager = new FakeServiceManager(path)) {
      try (Notifier notifier = open(path)) {
        notifier.ready();
        notifier.status("two\nlines");
        notifier.reloading();
        notifier.alive();
        notifier.stopping(Duration.ofSeconds(350));
        notifier.starting();
      }

      assertThat(manager.next()).isEqualTo("READY=1");
      assertThat(manager.next()).isEqualTo("STATUS=two lines");
      assertThat(manager.next()).matches("RELOADING=1\nMONOTONIC_USEC=\\d+");
      assertThat(manager.next()).isEqualTo("WATCHDOG=1");
      assertThat(manager.next())
          .startsWith("STOPPING=1\nSTATUS=stopping")
          .endsWith("\nEXTEND_TIMEOUT_USEC=350000000");
      assertThat(manager.next())
          .startsWith("STATUS=starting")
          .endsWith("\nEXTEND_TIMEOUT_USEC=90000000");
    }
  }

  @Test
  void notify_socket_with_at_sign_is_an_abstract_name() throws Exception {
    String name = "keyframed-" + UUID.randomUUID();
    try (FakeServiceManager manager = new FakeServiceManager("\0" + name);
        Notifier notifier = open("@" + name)) {
      notifier.ready();

      assertThat(manager.next()).isEqualTo("READY=1");
    }
  }

  @Test
  void notifier_does_nothing_without_notify_socket() {
    try (Notifier notifier = Notifier.open(Map.of())) {
      notifier.ready();

      assertThat(notifier.isConnected()).isFalse();
    }
  }

  @Test
  void notifier_does_nothing_when_socket_does_not_exist() {
    try (Notifier notifier = open(dir.resolve("absent").toString())) {
      notifier.ready();

      assertThat(notifier.isConnected()).isFalse();
    }
  }

  private static Notifier open(String socket) {
    return Notifier.open(Map.of("NOTIFY_SOCKET", socket));
  }
}
