package dev.keyframed.callback;

import io.vertx.core.net.JdkSSLEngineOptions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** The same where the platform has no BoringSSL: Java speaks. */
class CallbackJdkTlsTest extends CallbackTlsTest {
  @BeforeEach
  void speaksByItself() {
    listener.engine = Optional.of(new JdkSSLEngineOptions());
  }
}
