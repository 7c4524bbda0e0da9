package dev.keyframed.service.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks permits on the test's own thread: the test gives each answer of the budget. */
@ExtendWith(VertxExtension.class)
class QueryPermitsTest {
  private final Deque<Promise<Duration>> asked = new ArrayDeque<>();
  private Vertx vertx;
  private boolean stopping;

  @BeforeEach
  void vertx(Vertx fresh) {
    vertx = fresh;
  }

  private QueryPermits permits(Duration patience) {
    return new QueryPermits(vertx, this::ask, new ThrottleBackoff(), patience, () -> stopping);
  }

  private Future<Duration> ask() {
    asked.add(Promise.promise());
    return asked.getLast().future();
  }

  private void grant() {
    asked.removeFirst().complete(Duration.ZERO);
  }

  @Test
  void permit_goes_first_to_a_task_that_has_reportedly_ended() {
    QueryPermits permits = permits(Duration.ofHours(1));
    Future<Boolean> one = permits.take(false);
    Future<Boolean> two = permits.take(false);
    Future<Boolean> ended = permits.take(true);
    assertThat(asked).as("one asks for all").hasSize(1);
    grant();
    assertThat(ended.result()).isTrue();
    assertThat(one.isComplete()).isFalse();
    grant();
    assertThat(one.result()).isTrue();
    assertThat(two.isComplete()).isFalse();
    grant();
    assertThat(two.result()).isTrue();
    assertThat(asked).as("nobody waits").isEmpty();
  }

  @Test
  void permit_is_refused_after_the_longest_wait() {
    QueryPermits permits = permits(Duration.ZERO);
    assertThat(permits.take(true).result()).isFalse();
    assertThat(asked).isEmpty();
  }

  @Test
  void permit_requests_are_refused_at_a_stop() {
    QueryPermits permits = permits(Duration.ofHours(1));
    Future<Boolean> one = permits.take(false);
    Future<Boolean> two = permits.take(false);
    stopping = true;
    asked.removeFirst().complete(Duration.ofSeconds(30));
    assertThat(one.result()).isFalse();
    assertThat(two.result()).isFalse();
  }

  @Test
  void permit_requests_fail_when_the_budget_is_unavailable_and_the_next_retries() {
    QueryPermits permits = permits(Duration.ofHours(1));
    Future<Boolean> one = permits.take(false);
    Future<Boolean> two = permits.take(true);
    asked.removeFirst().fail("away");
    assertThat(one.failed()).isTrue();
    assertThat(two.failed()).isTrue();
    Future<Boolean> three = permits.take(false);
    grant();
    assertThat(three.result()).isTrue();
  }
}
