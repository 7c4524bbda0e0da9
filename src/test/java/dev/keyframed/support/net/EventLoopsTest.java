package dev.keyframed.support.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
  /** Sets the number of event loops, so large that two contexts do not share one by accident. */
  private static final int LOOPS = 8;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  private static final class Home extends VerticleBase {
    private Thread thread;

    @Override
    public Future<?> start() {
      thread = Thread.currentThread();
      return Future.succeededFuture();
    }

    Context context() {
      return context;
    }
  }

  @Test
  void step_beside_a_verticle_runs_on_its_event_loop_and_outlives_it() throws Exception {
    for (int turn = 0; turn < LOOPS; turn++) {
      Home home = new Home();
      String deployment = vertx.deployVerticle(home).await(10, SECONDS);
      Promise<Thread> later = Promise.promise();
      Thread now =
          EventLoops.beside(
                  home.context(),
                  () -> {
                    vertx.setTimer(1, fired -> later.complete(Thread.currentThread()));
                    return vertx
                        .undeploy(deployment)
                        .compose(down -> later.future())
                        .map(fired -> Thread.currentThread());
                  })
              .await(10, SECONDS);
      assertThat(now).isSameAs(home.thread);
      assertThat(later.future().result()).isSameAs(home.thread);
    }
  }

  @Test
  void failed_step_fails_the_returned_future() throws Exception {
    Home home = new Home();
    String unused = vertx.deployVerticle(home).await(10, SECONDS);
    Future<Void> step = EventLoops.beside(home.context(), () -> Future.failedFuture("not today"));
    assertThatThrownBy(() -> step.await(10, SECONDS)).hasMessageContaining("not today");
  }

  @Test
  void throwing_step_fails_the_returned_future() throws Exception {
    Home home = new Home();
    String unused = vertx.deployVerticle(home).await(10, SECONDS);
    Future<Void> step =
        EventLoops.beside(
            home.context(),
            () -> {
              throw new IllegalStateException("not today");
            });
    assertThatThrownBy(() -> step.await(10, SECONDS)).hasMessageContaining("not today");
  }

  @Test
  void event_loops_kept_apart_are_given_to_no_verticle() throws Exception {
    Vertx split =
        Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(3))
            .withTransport(FilteringTransport.fastest(2))
            .build();
    try {
      Set<Thread> apart = new HashSet<>();
      Set<Thread> verticles = new HashSet<>();
      for (int turn = 0; turn < LOOPS; turn++) {
        Home home = new Home();
        String unused = split.deployVerticle(home).await(10, SECONDS);
        verticles.add(home.thread);
        apart.add(
            EventLoops.apart(split, () -> Future.succeededFuture(Thread.currentThread()))
                .await(10, SECONDS));
      }
      assertThat(verticles).hasSize(3);
      assertThat(apart).hasSize(2).doesNotContainAnyElementsOf(verticles);
      assertThat(EventLoops.all(split)).hasSize(5);
    } finally {
      split.close().await(10, SECONDS);
    }
  }
}
