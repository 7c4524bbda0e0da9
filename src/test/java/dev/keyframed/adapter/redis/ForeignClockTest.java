package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoredJobFixture.arrival;
import static dev.keyframed.adapter.redis.StoredJobFixture.changed;
import static dev.keyframed.adapter.redis.StoredJobFixture.claimed;
import static dev.keyframed.adapter.redis.StoredJobFixture.queued;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.AdmitResult;
import dev.keyframed.port.JobStore.DueQueue;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.port.Timing;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a daemon whose clock differs from that of Redis: nothing happens too late or too early. */
class ForeignClockTest extends RedisTestBase {
  private static final Duration SOON = Duration.ofSeconds(9);

  @ParameterizedTest
  @ValueSource(longs = {-3600, -60, 60, 3600})
  void download_is_due_at_once_with_any_clock_of_the_daemon(long seconds) throws Exception {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
    JobStore store = redis.namespace(redis.settings("ns" + seconds, "one"), clock).store();
    Job job = queued("a");
    assertThat(get(store.admit(arrival(job)))).isEqualTo(new AdmitResult.New());
    Job fetched = stored(store, job, downloading(job, clock.instant()));
    assertThat(get(store.due(DueQueue.DOWNLOADS, 5, SOON))).containsExactly(fetched);
    Job later = stored(store, fetched, downloading(fetched, clock.instant().plusSeconds(30)));
    assertThat(later.version()).isGreaterThan(fetched.version());
    assertThat(get(store.due(DueQueue.DOWNLOADS, 5, SOON))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, 3600})
  void account_pause_has_its_full_length_with_any_clock_of_the_daemon(long seconds)
      throws Exception {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
    JobStore store = redis.namespace(redis.settings("pause" + seconds, "one"), clock).store();
    Job job = queued("a");
    assertThat(get(store.admit(arrival(job)))).isEqualTo(new AdmitResult.New());
    AccountEvent held =
        new AccountEvent.HoldReported(Account.HoldReason.BALANCE, "used up", clock.instant());
    Account next = Account.NEW.after(held, clock.instant());
    assertThat(get(store.swapAccount(Account.NEW, next))).isTrue();
    StoreResult.Wait wait =
        (StoreResult.Wait) get(store.claim(job, claimed(job), StoredJobFixture.PLENTY));
    Duration wanted = Duration.between(clock.instant(), next.pauseUntil());
    assertThat(wait.delay()).isBetween(wanted.minusSeconds(5), wanted.plusSeconds(5));
  }

  @Test
  void clock_difference_of_a_minute_is_reported_and_leaves_the_daemon_ready() throws Exception {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(60));
    RecordingTroubleReporter troubles = new RecordingTroubleReporter();
    RedisNamespace namespace =
        new RedisNamespace(
            redis.vertx,
            redis.settings("clock", "one"),
            Timing.NONE,
            troubles,
            clock,
            RedisFixture.FORGOTTEN,
            Duration.ofMillis(50));
    namespace.open().await(10, SECONDS);
    troubles.awaitNext("begins clock");
    assertThat(namespace.health(Optional::empty).status().well()).isTrue();
    namespace.close().await(5, SECONDS);
  }

  private static Job downloading(Job job, Instant due) {
    return changed(
        job,
        draft -> {
          draft.state = State.DOWNLOADING;
          draft.ready = false;
          draft.fileId = "f";
          draft.generatedAt = due;
          draft.due = due;
        });
  }

  private static Job stored(JobStore store, Job before, Job next) throws Exception {
    return ((StoreResult.Stored) get(store.swap(before, next, false))).job();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.await(5, SECONDS);
  }
}
