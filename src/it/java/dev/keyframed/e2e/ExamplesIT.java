package dev.keyframed.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import dev.keyframed.Eventually;
import dev.keyframed.docs.Page;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the page's producers and consumers unchanged, each with a daemon and its Redis.
 *
 * <p>Only the address of Redis is supplied by the test.
 */
final class ExamplesIT {
  private static final Page PAGE = Page.of("jobs-and-results.md");
  private static final int PATIENCE = 60;
  private static final String RESULTS = "{keyframed}:results";
  private static final String GROUP = "studio";

  @TempDir static Path dir;

  private static final Vertx VERTX = Vertx.vertx();
  private static DaemonFixture fixture;
  private static Redis redis;
  private static ExampleRunner examples;

  @BeforeAll
  static void start() throws Exception {
    fixture = new DaemonFixture(dir.resolve("daemon"), DaemonFixture.provider());
    fixture.start();
    redis = Redis.createClient(VERTX, fixture.redis.url());
    examples = new ExampleRunner(dir, fixture.redis.url(), fixture.redis.port());
  }

  @AfterAll
  static void stop() throws Exception {
    examples.close();
    redis.close();
    fixture.close();
    VERTX.close().await(PATIENCE, SECONDS);
  }

  @AfterEach
  void forgetTheReaders() {
    if (!ask(Command.KEYS, RESULTS).toString().equals("[]")) {
      Response unused = ask(Command.XGROUP, "DESTROY", RESULTS, GROUP);
    }
  }

  @Test
  void shell_producers_enqueue_jobs_and_submit_waits_for_its_video() throws Exception {
    List<String> blocks = PAGE.section("Enqueue").blocks("sh");
    assertThat(blocks).hasSize(2);

    List<String> submitted = examples.run(examples.shell(blocks.get(0)));
    assertThat(submitted.get(submitted.size() - 1)).endsWith(".mp4");
    assertEnds(submitted.get(0));
    assertEnds(last(examples.run(examples.shell(blocks.get(1)))));
  }

  @Test
  void readme_submits_a_job_and_enqueues_another_by_redis_cli() throws Exception {
    List<String> blocks =
        Page.readme().section("A first job, still without an account").blocks("sh");
    assertThat(blocks).hasSize(4); // the first two run the simulator and the daemon

    List<String> submitted = examples.run(examples.shell(blocks.get(2)));
    assertThat(last(submitted)).endsWith(".mp4");
    assertEnds(submitted.get(0));
    List<String> enqueued = examples.run(examples.shell(blocks.get(3)));
    assertEnds(enqueued.get(0));
    assertThat(String.join("\n", enqueued)).contains("\"job_id\":\"" + submitted.get(0) + "\"");
  }

  @Test
  void python_producer_enqueues_and_prints_its_job() throws Exception {
    assertThat(last(examples.run(examples.python(only("Enqueue", "python"))))).isEqualTo("shot-17");
    assertEnds("shot-17");
    assertThat(result("shot-17").getJsonObject("metadata").getInteger("shot")).isEqualTo(17);
  }

  @Test
  void javascript_producer_enqueues_and_prints_its_job() throws Exception {
    assertEnds(last(examples.run(examples.javascript(only("Enqueue", "js")))));
  }

  @Test
  void shell_consumer_gets_each_result_and_those_pending_for_a_dead_consumer() throws Exception {
    consume("sh", examples.shell(only("Results", "sh")));
  }

  @Test
  void python_consumer_gets_each_result_and_those_pending_for_a_dead_consumer() throws Exception {
    consume("python", examples.python(only("Results", "python")));
  }

  @Test
  void javascript_consumer_gets_each_result_and_those_pending_for_a_dead_consumer() throws Exception {
    consume("js", examples.javascript(only("Results", "js")));
  }

  @Test
  void results_have_the_fields_shown_on_the_jobs_page() throws Exception {
    List<String> shown = PAGE.section("Results").blocks("json");
    fixture.enqueue(JobJsonFixture.good("good").put("metadata", new JsonObject().put("shot", 17)));
    fixture.enqueue(JobJsonFixture.good("bad").put("resolution", "480P"));
    assertThat(fields("", new JsonObject(shown.get(0)))).isEqualTo(fields("", result("good")));
    assertThat(fields("", new JsonObject(shown.get(1)))).isEqualTo(fields("", result("bad")));
  }

  /**
   * Runs a consumer: one result exists before its start, one belongs to a dead reader, one comes
   * later.
   */
  private void consume(String suffix, List<String> command) throws Exception {
    fixture.enqueue(JobJsonFixture.good("one-" + suffix));
    fixture.enqueue(JobJsonFixture.good("two-" + suffix));
    assertEnds("one-" + suffix);
    assertEnds("two-" + suffix);
    Response unused = ask(Command.XGROUP, "CREATE", RESULTS, GROUP, "0", "MKSTREAM");
    unused = ask(Command.XREADGROUP, "GROUP", GROUP, "gone", "COUNT", "1", "STREAMS", RESULTS, ">");
    String entry = ask(Command.XPENDING, RESULTS, GROUP, "-", "+", "1").get(0).get(0).toString();
    unused = ask(Command.XCLAIM, RESULTS, GROUP, "gone", "0", entry, "IDLE", "600000", "JUSTID");

    Path said = dir.resolve("said-" + suffix);
    Process consumer = examples.start(command, said);
    try {
      for (String id : ids()) {
        awaitSaid(said, id); // that of the dead reader is one of them
      }
      fixture.enqueue(JobJsonFixture.good("later-" + suffix));
      awaitSaid(said, "later-" + suffix);
      Eventually.await("all acknowledged", this::isAllAcknowledged);
      assertThat(consumer.isAlive()).isTrue();
    } finally {
      consumer.destroyForcibly();
    }
  }

  private static void awaitSaid(Path said, String text) throws Exception {
    Eventually.await(
        () -> text + " in:\n" + ExampleRunner.read(said),
        Duration.ofMinutes(1),
        () -> ExampleRunner.read(said).contains(text));
  }

  private boolean isAllAcknowledged() {
    Response group = ask(Command.XINFO, "GROUPS", RESULTS).get(0);
    return group.get("pending").toInteger() == 0 && group.get("lag").toInteger() == 0;
  }

  private Response ask(Command command, String... arguments) {
    try {
      Request request = Request.cmd(command);
      for (String argument : arguments) {
        request.arg(argument);
      }
      return redis.send(request).await(PATIENCE, SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertEnds(String job) throws Exception {
    assertThat(result(job).getString("state")).isEqualTo("succeeded");
  }

  private static JsonObject result(String job) throws Exception {
    Eventually.await(job, () -> ids().contains(job));
    return fixture.results(0).stream()
        .filter(result -> job.equals(result.getString("job_id")))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids() {
    try {
      return fixture.results(0).stream().map(result -> result.getString("job_id")).toList();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String only(String section, String language) throws Exception {
    List<String> blocks = PAGE.section(section).blocks(language);
    return language.equals("sh") ? blocks.get(0) : single(blocks);
  }

  private static String single(List<String> blocks) {
    assertThat(blocks).hasSize(1);
    return blocks.get(0);
  }

  private static String last(List<String> lines) {
    assertThat(lines).isNotEmpty();
    return lines.get(lines.size() - 1);
  }

  /** Returns the paths of all fields, except for those within the producer's metadata. */
  private static Set<String> fields(String path, JsonObject of) {
    Set<String> all = new TreeSet<>();
    for (String name : new ArrayList<>(of.fieldNames())) {
      all.add(path + name);
      if (of.getValue(name) instanceof JsonObject inner) {
        all.addAll(fields(path + name + ".", inner));
      }
    }
    return all;
  }
}
