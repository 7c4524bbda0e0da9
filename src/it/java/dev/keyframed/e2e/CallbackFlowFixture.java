package dev.keyframed.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.job.Account;
import dev.keyframed.adapter.minimax.MiniMaxCallbacks;
import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.adapter.redis.RedisNamespace;
import dev.keyframed.adapter.redis.RedisSettings;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.job.machine.Policy;
import dev.keyframed.job.Priority;
import dev.keyframed.port.JobStore.ClaimLimits;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.port.Provider;
import dev.keyframed.port.Timing;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.service.callback.CallbackSettings;
import dev.keyframed.service.callback.CallbackVerticle;
import dev.keyframed.service.callback.ListenerHealth;
import dev.keyframed.service.poll.PollScannerVerticle;
import dev.keyframed.service.poll.PollSettings;
import dev.keyframed.service.store.CallbackPolicy;
import dev.keyframed.service.store.StoreSettings;
import dev.keyframed.service.store.TaskStoreVerticle;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.Claim;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.metrics.TroubleRegister;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/**
 * Runs the real listener, store and Redis, and plays provider, submission and download itself.
 *
 * <p>Waits are short, so that timed events occur soon.
 */
final class CallbackFlowFixture implements AutoCloseable {
  private static final int PATIENCE = 30;
  private static final Set<String> OWN_BEAT = Set.of("ping", "probe", "rights");
  private static final Duration ASK = Duration.ofSeconds(PATIENCE);
  private static final Policy POLICY =
      new Policy(
          Duration.ofMinutes(5),
          Duration.ofMillis(100),
          false,
          Duration.ofMillis(20),
          Duration.ofMillis(10),
          Duration.ofMillis(20),
          Duration.ofHours(1),
          1);

  final Vertx vertx = Vertx.vertx();
  final EmbeddedRedis redis;
  final Bus bus;
  private final RedisNamespace namespace;
  private final Map<String, Long> operations = new ConcurrentHashMap<>();
  private final NamespaceClient client;
  private final CallbackUrls urls =
      new CallbackUrls("keyframed", List.of("a-secret-of-this-test-and-no-other"));
  private final ListenerHealth listener = new ListenerHealth();
  private final WebClient http = WebClient.create(vertx);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);
  private final TroubleRegister troubles = new TroubleRegister(registry, Clock.systemUTC());

  CallbackFlowFixture() throws Exception {
    redis = EmbeddedRedis.start(Files.createTempDirectory(Path.of("target"), "callback-flow"), 0);
    Bus.install(vertx);
    bus = new Bus(vertx);
    RedisSettings settings =
        new RedisSettings(redis.url(), "keyframed", Duration.ofHours(1), 10_000, "node-1");
    Timing counting = (operation, outcome, took) -> operations.merge(operation, 1L, Long::sum);
    namespace = new RedisNamespace(vertx, settings, counting, TroubleReporter.NONE);
    namespace.open().await(PATIENCE, SECONDS);
    client = NamespaceClient.open(vertx, redis.url(), "keyframed");
    StoreSettings store =
        new StoreSettings(
            new Machine(POLICY),
            new ClaimLimits(60_000_000, 100_000, -1),
            CallbackPolicy.ALWAYS,
            Duration.ofHours(1),
            60_000_000,
            Duration.ofHours(1));
    deploy(
        new TaskStoreVerticle(
            namespace.store(),
            () -> store,
            meters,
            troubles,
            namespace.troubles(),
            namespace.operations(),
            "node-1",
            Clock.systemUTC()));
    deploy(
        new CallbackVerticle(
            CallbackSettings.of("127.0.0.1", 0, Optional.empty(), "", urls, new MiniMaxCallbacks()),
            listener,
            meters,
            troubles));
    trustAccount();
  }

  /** Ends every pause of the account, and lets a missing vote prove that there is no task. */
  private void trustAccount() throws Exception {
    AccountEvent challenged = new AccountEvent.CreationAccepted(true, true);
    Account trusted = Account.NEW.after(challenged, Instant.now());
    Account known = get(namespace.store().account());
    while (!get(namespace.store().swapAccount(known, trusted))) {
      known = get(namespace.store().account()); // changed meanwhile
    }
  }

  /** Returns the number of each Redis operation of the daemon, without periodic checks. */
  Map<String, Long> operations() {
    Map<String, Long> caused = new HashMap<>(operations);
    caused.keySet().removeAll(OWN_BEAT);
    return caused;
  }

  /** Queries the given provider for all due jobs. */
  void scan(Provider provider) throws Exception {
    PollSettings settings = new PollSettings(Duration.ofMillis(10), 64, Duration.ofSeconds(30));
    deploy(new PollScannerVerticle(provider, settings, meters, troubles, Clock.systemUTC()));
  }

  private void deploy(Deployable part) throws Exception {
    done(vertx.deployVerticle(part));
  }

  /** Creates a job that is being submitted, with at most one attempt, for a trusted account. */
  Job submit(String id) throws Exception {
    trustAccount();
    Instant now = Instant.now();
    JobSpec terms =
        new JobSpec("MiniMax-Hailuo-02", "768P", 6, 280_000, Priority.NORMAL, null, null, 1);
    GenerationRequest request =
        new GenerationRequest("MiniMax-Hailuo-02", "", null, "https://x/y.png", true, 6, "768P");
    Job job = Machine.admit(new JobId(id), terms, now, now);
    done(bus.ask(BusAddresses.ADMIT, new NewJob("1-1", job, request, null, "digest"), ASK));
    Claim claim = get(bus.ask(BusAddresses.CLAIM, new BusAddresses.ClaimRequest(), ASK));
    Job claimed = ((Claim.Granted) claim).job();
    if (!claimed.id().equals(job.id())) {
      throw new IllegalStateException("claimed " + claimed.id() + " for " + id);
    }
    return claimed;
  }

  /** Applies an event to the job that does not arrive by HTTP. */
  Future<?> happens(JobId job, Event event) {
    return bus.ask(BusAddresses.JOB_EVENT, new JobEvent(job, event), ASK);
  }

  /** Returns the stored job. */
  Job find(JobId job) throws Exception {
    return get(namespace.store().find(job)).orElseThrow();
  }

  /** Posts a body to the attempt's callback URL. */
  Future<HttpResponse<Buffer>> post(Job job, String body) {
    return post(urls.path(job.id(), job.attempt()), body);
  }

  Future<HttpResponse<Buffer>> post(String path, String body) {
    return http.post(listener.port(), "127.0.0.1", path).sendBuffer(Buffer.buffer(body));
  }

  /** Returns the job's results from the results stream. */
  List<JsonObject> results(JobId job) throws Exception {
    return get(client.results()).stream()
        .map(JsonObject::new)
        .filter(result -> job.text().equals(result.getString("job_id")))
        .toList();
  }

  /** Waits for a future and returns its value. */
  static <T> T get(Future<T> future) throws Exception {
    return future.await(PATIENCE, SECONDS);
  }

  /** Waits for a future to succeed. */
  static void done(Future<?> future) throws Exception {
    future.await(PATIENCE, SECONDS);
  }

  @Override
  public void close() throws IOException, TimeoutException {
    client.close();
    namespace.close().await(PATIENCE, SECONDS);
    vertx.close().await(PATIENCE, SECONDS);
    redis.close();
  }
}
