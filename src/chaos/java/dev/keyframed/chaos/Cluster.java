package dev.keyframed.chaos;

import dev.keyframed.Eventually;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.e2e.JobJsonFixture;
import dev.keyframed.sandbox.FaultPlan;
import dev.keyframed.sandbox.Sandbox;
import dev.keyframed.sandbox.SandboxConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Runs two daemons behind one address and a Redis, each in its own process, and the provider in
 * this one.
 *
 * <p>Everything is on free loopback ports and ends with {@link #close}.
 */
final class Cluster implements AutoCloseable {
  private static final int NODES = 2;
  private static final int PATIENCE = 30;

  /**
   * Limits the kills of short runs, which do not wait until a deleted reader's entries are found.
   */
  private static final int FEW_KILLS = 50;

  /** Shortens all times. */
  private static final List<String> QUICK =
      List.of(
          "provider.request_timeout=5s",
          "provider.requests_per_minute=6000",
          "provider.max_in_flight=100",
          "submit.uncertain_wait=20s",
          "submit.without_callback=never",
          "poll.first_after=5s",
          "poll.interval=2s",
          "poll.max_interval=5s",
          "poll.requests_per_minute=6000");

  final Sandbox sandbox;
  final List<DaemonProcess> nodes = new ArrayList<>();
  private final Path dir;
  private final Vertx vertx = Vertx.vertx();
  private final BalancingProxy proxy;
  private final DaemonCommand launcher;
  private final Set<String> jobs = new LinkedHashSet<>();
  private EmbeddedRedis redis;
  private NamespaceClient client;

  /** Starts all but the daemons; {@code sets} are added to their configuration. */
  Cluster(Path dir, SandboxConfig provider, String... sets) throws Exception {
    this.dir = dir;
    redis = NoLoginRedisFixture.start(dir.resolve("redis"), 0);
    Mischief.allow(vertx, redis.url());
    client = NamespaceClient.open(vertx, redis.url(), "keyframed");
    sandbox = new Sandbox(vertx, provider).start().await(PATIENCE, SECONDS);
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      ports.add(freePort());
    }
    proxy = new BalancingProxy(vertx, ports);
    launcher = DaemonCommand.in(Files.createDirectories(dir.resolve("classes")));
    for (int i = 0; i < NODES; i++) {
      nodes.add(node(i, ports.get(i), List.of(sets)));
    }
  }

  private DaemonProcess node(int index, int port, List<String> more) throws IOException {
    List<String> sets = new ArrayList<>(QUICK);
    sets.addAll(
        List.of(
            "data_dir=" + dir.resolve("data"),
            "redis.url=" + redis.url(),
            "redis.username=" + Mischief.USER,
            "provider.base_url=" + sandbox.baseUrl(),
            "provider.allow_private_addresses=true",
            "callback.host=127.0.0.1",
            "callback.public_url=http://127.0.0.1:" + proxy.port()));
    sets.addAll(more);
    String name = "node-" + index;
    return new DaemonProcess(name, port, freePort(), sets, launcher, dir.resolve(name + ".log"));
  }

  /** Returns a fast provider with the plan's faults and seed. */
  static SandboxConfig provider(ChaosPlan plan) {
    return quick().withFaults(FaultPlan.parse(plan.faults()), plan.seed());
  }

  /** Returns a fast provider without faults. */
  static SandboxConfig quick() {
    SandboxConfig usual = SandboxConfig.defaults().withSubmissionsPerMinute(0);
    return usual.withTimes(
        new SandboxConfig.Times(
            Duration.ofSeconds(1),
            usual.times().answerDelay(),
            usual.times().challengeTimeout(),
            Duration.ofSeconds(3),
            usual.times().urlLifetime()));
  }

  /** Shortens all later starts, which is worth it if there are many. */
  void prepareStarts() throws Exception {
    DaemonProcess node = nodes.get(0);
    launcher.leaveClasses();
    node.start("");
    awaitReady(node);
    if (!node.stop(PATIENCE)) {
      throw new AssertionError(node.name + " does not stop, see " + node.log());
    }
    launcher.takeClasses();
  }

  /** Starts both daemons and waits until they are ready. */
  void startAll() throws Exception {
    for (DaemonProcess node : nodes) {
      node.start("");
    }
    for (DaemonProcess node : nodes) {
      awaitReady(node);
    }
  }

  /** Waits until the node reports that it is ready. */
  void awaitReady(DaemonProcess node) throws Exception {
    Eventually.await(
        node.name + " is ready, see " + node.log(), Duration.ofSeconds(60), node::isReady);
  }

  /** Adds a job to the queue, possibly again, and returns whether Redis has accepted it. */
  boolean enqueue(String id) {
    jobs.add(id);
    try {
      return !client.enqueue(JobJsonFixture.good(id).encode()).await(2, SECONDS).isEmpty();
    } catch (Exception away) {
      return false;
    }
  }

  /** Describes a job by record, ledger and logs, to analyse a failure. */
  String describe(String id) {
    try {
      List<String> told = new ArrayList<>();
      told.add(client.job(id).await(PATIENCE, SECONDS).toString());
      sandbox.ledger().submissions().stream()
          .filter(submission -> submission.job().equals(id))
          .forEach(submission -> told.add(submission.toString()));
      for (DaemonProcess node : nodes) {
        if (Files.exists(node.log())) {
          told.addAll(
              Files.readAllLines(node.log()).stream()
                  .filter(line -> line.contains(id))
                  .map(line -> node.name + ": " + line)
                  .toList());
        }
      }
      return String.join("\n  ", told);
    } catch (Exception away) {
      return "nothing can be told: " + away;
    }
  }

  /** Returns the ids of the jobs added to the queue. */
  Set<String> jobs() {
    return Set.copyOf(jobs);
  }

  /** Returns the results stream, the oldest first. */
  List<JsonObject> results() throws Exception {
    return client.results().await(PATIENCE, SECONDS).stream().map(JsonObject::new).toList();
  }

  /** Compares charges with deliveries. */
  Audit audit() throws Exception {
    return audit(Set.of());
  }

  /**
   * Compares charges with deliveries.
   *
   * @param more ids that must have a result as well
   */
  Audit audit(Set<String> more) throws Exception {
    Set<String> all = new LinkedHashSet<>(jobs);
    all.addAll(more);
    return Audit.of(all, sandbox.ledger().tasks(), results());
  }

  /** Creates the disturbances of this Redis, by a plan. */
  Mischief mischief(ChaosPlan plan) {
    return new Mischief(vertx, new Random(plan.seed()), plan.kills() > FEW_KILLS);
  }

  /** Returns the current URL of Redis. */
  String redisUrl() {
    return redis.url();
  }

  /** Kills Redis by {@code kill -9}, and starts another one on its port and data. */
  void restartRedis() throws Exception {
    killRedis();
    reviveRedis();
  }

  /** Kills Redis by {@code kill -9}. */
  void killRedis() throws Exception {
    ProcessHandle process = redisProcess();
    boolean unused = process.destroyForcibly();
    process.onExit().get(PATIENCE, SECONDS);
  }

  /** Starts another Redis on port and data of the killed one. */
  void reviveRedis() throws Exception {
    client.close();
    int port = redis.port();
    redis.close();
    redis = NoLoginRedisFixture.start(dir.resolve("redis"), port);
    Mischief.allow(vertx, redis.url());
    client = NamespaceClient.open(vertx, redis.url(), "keyframed");
  }

  /** Sends a signal to Redis: {@code STOP} makes it silent, {@code CONT} resumes it. */
  void signalRedis(String signal) throws Exception {
    String pid = Long.toString(redisProcess().pid());
    Process kill = new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + signal + " " + pid);
    }
  }

  private ProcessHandle redisProcess() throws IOException {
    String note = Files.readString(dir.resolve("redis").resolve("redis.process"));
    long pid = Long.parseLong(note.substring(0, note.indexOf(' ')));
    return ProcessHandle.of(pid).orElseThrow();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException, TimeoutException {
    for (DaemonProcess node : nodes) {
      node.kill();
    }
    client.close();
    vertx.close().await(PATIENCE, SECONDS);
    redis.close();
  }
}
