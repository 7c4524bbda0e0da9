package dev.keyframed.service.callback;

import io.vertx.core.net.JdkSSLEngineOptions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Repeats the tests with Java's own TLS, as on a platform without BoringSSL. */
class CallbackJdkTlsTest extends CallbackTlsTest {
  @BeforeEach
  void speaksByItself() {
    listener.engine = Optional.of(new JdkSSLEngineOptions());
  }
}
