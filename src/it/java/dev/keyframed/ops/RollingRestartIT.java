package dev.keyframed.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.CallbackUrls.SelfCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests two daemons on one callback port that are restarted one after the other.
 *
 * <p>A connection just opened to the ending daemon may be reset. The kernel drops connections
 * queued for a listener that closes, and Vert.x closes a connection whose request it has not read
 * yet. But no request is refused, left unanswered or answered wrongly, and a repeated request
 * succeeds.
 */
class RollingRestartIT {
  private static final int CALLERS = 2;
  private static final int RESTARTS = 2;
  private static final int TRIES = 5;
  private static final int PAUSE = 100;
  private static final int PATIENCE = 10_000;
  private static final CallbackUrls URLS =
      new CallbackUrls("keyframed", List.of(ServeProcess.CALLBACK_SECRET));

  @TempDir Path dir;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger resets = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void callbacks_are_answered_by_either_daemon_during_a_rolling_restart() throws Exception {
    int port = ServeProcess.freePort();
    try (EmbeddedRedis redis = NoLoginRedisFixture.start(dir.resolve("redis"), 0)) {
      Path configuration = configuration(redis.url(), port);
      Deque<ServeProcess> daemons = new ArrayDeque<>();
      List<Thread> callers = List.of();
      try {
        daemons.add(start("one", configuration));
        daemons.add(start("two", configuration));
        callers = callers(port);
        for (int i = 0; i < RESTARTS; i++) {
          int before = answered.get();
          daemons.remove().close();
          assertThat(answered.get()).as("calls go on meanwhile").isGreaterThan(before);
          daemons.add(start("again" + i, configuration));
        }
      } finally {
        over.countDown();
        for (Thread caller : callers) {
          caller.join();
        }
        for (ServeProcess daemon : daemons) {
          daemon.close();
        }
      }
      assertThat(failures).as("of %d calls, %d reset", answered.get(), resets.get()).isEmpty();
    }
  }

  private ServeProcess start(String name, Path configuration) throws Exception {
    return ServeProcess.start(
        Files.createDirectory(dir.resolve(name)),
        configuration,
        "management.port=" + ServeProcess.freePort());
  }

  private Path configuration(String redis, int port) throws IOException {
    return Files.writeString(
        dir.resolve("keyframed.yaml"),
        """
        data_dir: %s
        redis: {url: "%s"}
        provider: {base_url: "http://127.0.0.1:9", allow_private_addresses: true}
        callback: {public_url: "http://127.0.0.1:%d", host: 127.0.0.1, port: %d, self_check: 0s}
        """
            .formatted(dir, redis, port, port));
  }

  private List<Thread> callers(int port) {
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      String name = "caller-" + i;
      Thread caller = new Thread(() -> callOnAndOn(name, port), name);
      caller.start();
      callers.add(caller);
    }
    return callers;
  }

  private void callOnAndOn(String name, int port) {
    for (int i = 0; over.getCount() > 0; i++) {
      SelfCall call = URLS.selfCall("%s-%013d".formatted(name, i));
      try {
        String answer = callUntilAnswered(port, call);
        if (answer.startsWith("HTTP/1.1 200 ") && answer.contains(call.answer())) {
          answered.incrementAndGet();
        } else {
          failures.add("answered: " + answer);
        }
      } catch (IOException | InterruptedException fault) {
        failures.add(fault.toString());
      }
    }
  }

  /** Repeats a request only if it was reset, not if it was refused or left unanswered. */
  private String callUntilAnswered(int port, SelfCall call)
      throws IOException, InterruptedException {
    String answer = "";
    for (int i = 0; answer.isEmpty() && i < TRIES; i++) {
      try {
        answer = call(port, call);
      } catch (ConnectException refused) {
        throw refused;
      } catch (SocketException reset) {
        resets.incrementAndGet();
        over.await(PAUSE, MILLISECONDS);
      }
    }
    return answer;
  }

  /** Sends a request as the provider does, on a new connection. */
  private static String call(int port, SelfCall call) throws IOException {
    String body = "{\"challenge\":\"%s\"}".formatted(call.challenge());
    String request =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(call.path(), body.length(), body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
