package dev.keyframed.e2e;

import static dev.keyframed.e2e.CallbackFlowFixture.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.QueryResult;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.machine.Answers;
import dev.keyframed.Eventually;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Effect;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.machine.Event.VoteEvidence;
import dev.keyframed.job.Finding;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import dev.keyframed.port.Provider;
import dev.keyframed.support.bus.BusAddresses;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Tests that a paid task is delivered once, whatever the order of its messages.
 *
 * <p>Messages arrive by HTTP in any order, repeated or lost, and the creation's answer may be lost.
 * If no task was made, nothing is paid.
 */
class AnyOrderIT {
  private static final String NEIGHBOUR = "424242";
  private static final List<String> WORDS =
      List.of(
          "processing",
          "Processing",
          "PREPARING",
          "Queueing",
          "success",
          "Success",
          "SUCCEEDED",
          "fail",
          "Failed",
          "moderating",
          "");
  private static final AtomicLong NUMBERS = new AtomicLong(1_000_000_000_000L);
  private static final Map<String, Finding> TASKS = new ConcurrentHashMap<>();

  private static CallbackFlowFixture fixture;
  private static Job neighbour;

  @BeforeContainer
  static void open() throws Exception {
    fixture = new CallbackFlowFixture();
    done(fixture.bus.listen(BusAddresses.DECISION, AnyOrderIT::download).completion());
    fixture.scan(new Tasks());
    neighbour = fixture.submit("neighbour");
    TASKS.put(NEIGHBOUR, new Finding.Running());
    done(
        fixture.happens(
            neighbour.id(), Answers.created(neighbour.attempt(), NEIGHBOUR, "trace")));
  }

  private static void download(Decision change) {
    if (change.effects().contains(Effect.FETCH)) {
      Video video = new Video("/v.mp4", 1, "0".repeat(64), 1366, 768);
      var unused = fixture.happens(change.next().id(), new Event.Saved(video));
    }
  }

  @AfterContainer
  static void close() throws Exception {
    fixture.close();
  }

  /**
   * Describes one order of messages.
   *
   * @param early arrive one after the other, before the creation's answer
   * @param beside arrive all at once, together with the answer
   * @param answered whether the answer arrives
   * @param good whether the task succeeds, if there is one
   */
  record Plan(List<Message> early, List<Message> beside, boolean answered, boolean good) {}

  /** Represents a push to a job's URL; {@code OWN} is skipped while the job has no task. */
  record Message(About about, String word) {
    String body(String own) {
      return switch (about) {
        case CHALLENGE -> "{\"challenge\":\"ch-" + own + "\"}";
        case OWN -> push("\"" + own + "\"");
        case OWN_AS_NUMBER -> push(own);
        case NEIGHBOUR -> push("\"" + AnyOrderIT.NEIGHBOUR + "\"");
        case NOBODY -> push("7");
        case NOISE -> "{\"task_id\":";
      };
    }

    private String push(String id) {
      return "{\"task_id\":%s,\"status\":\"%s\",\"file_id\":\"\",\"more\":[1]}".formatted(id, word);
    }
  }

  enum About {
    CHALLENGE,
    OWN,
    OWN_AS_NUMBER,
    NEIGHBOUR,
    NOBODY,
    NOISE
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void job_ends_with_one_result_whatever_the_order_of_its_messages(@ForAll("plans") Plan plan)
      throws Exception {
    String task = Long.toString(NUMBERS.incrementAndGet());
    Job job = fixture.submit("job-" + task);
    Echoes echoes = new Echoes();
    for (Message message : plan.early()) {
      done(say(job, task, message, echoes));
    }
    List<Future<?>> beside = new ArrayList<>();
    for (Message message : plan.beside()) {
      beside.add(say(job, task, message, echoes));
    }
    beside.add(fixture.happens(job.id(), answer(job, task, plan, echoes.any())));
    done(Future.all(beside));

    boolean exists = echoes.any();
    TASKS.computeIfPresent(task, (own, working) -> end(plan, own));
    State state = settled(job.id());
    if (exists && state == State.FAILED) {
      // No push has arrived, or a wrong one. Now a correct push is delivered.
      done(say(job, task, new Message(About.OWN, plan.good() ? "Success" : "Failed"), echoes));
      state = settled(job.id(), plan.good() ? State.SUCCEEDED : State.FAILED);
    }

    assertThat(echoes.count()).isLessThanOrEqualTo(1);
    if (exists) {
      assertThat(state).isEqualTo(plan.good() ? State.SUCCEEDED : State.FAILED);
      assertThat(fixture.results(job.id())).hasSize(1);
    } else {
      assertThat(state).isIn(State.QUEUED, State.FAILED);
      assertThat(fixture.results(job.id())).hasSize(state == State.QUEUED ? 0 : 1);
    }
    if (state == State.SUCCEEDED) {
      assertThat(fixture.find(job.id()).taskId()).isEqualTo(task);
      assertThat(fixture.find(job.id()).spent()).isEqualTo(280_000);
    }
    assertThat(fixture.find(neighbour.id()).taskId()).isEqualTo(NEIGHBOUR);
    assertThat(fixture.find(neighbour.id()).state()).isEqualTo(State.GENERATING);
    done(fixture.happens(job.id(), new Event.Cancel())); // so that nobody claims it again
  }

  /** Sends a message as the provider would, which creates its task once the challenge is echoed. */
  private static Future<?> say(Job job, String task, Message message, Echoes echoes) {
    boolean own = message.about() == About.OWN || message.about() == About.OWN_AS_NUMBER;
    if (own && !echoes.any()) {
      return Future.succeededFuture();
    }
    return fixture
        .post(job, message.body(task))
        .map(
            answer -> {
              assertThat(answer.statusCode()).isIn(200, 400, 404);
              if (message.about() == About.CHALLENGE && isEcho(answer, task)) {
                TASKS.put(task, new Finding.Running());
                echoes.add();
              }
              return answer;
            });
  }

  private static boolean isEcho(HttpResponse<Buffer> answer, String task) {
    return answer.statusCode() == 200 && answer.bodyAsString().contains("ch-" + task);
  }

  /** Returns the creation's answer; a refusal only if there is no task and none will be made. */
  private static Event answer(Job job, String task, Plan plan, boolean exists) {
    boolean mayCome = plan.beside().stream().anyMatch(m -> m.about() == About.CHALLENGE);
    if (!plan.answered() || (!exists && mayCome)) {
      return Answers.lost(job.attempt(), VoteEvidence.NONE);
    }
    return exists
        ? Answers.created(job.attempt(), task, "trace")
        : Answers.refused(job.attempt(), Refusal.CALLBACK_CHECK, 2013, "no echo", "trace");
  }

  private static Finding end(Plan plan, String task) {
    return plan.good()
        ? new Finding.Succeeded("file-" + task, 1366, 768)
        : new Finding.GenerationFailed(false, 1027, "failed", "trace");
  }

  private static State settled(JobId job) throws Exception {
    return settled(job, State.values());
  }

  /** Waits until the job is queued or ended, in one of the wanted states, and returns its state. */
  private static State settled(JobId job, State... wanted) throws Exception {
    Set<State> right = EnumSet.copyOf(List.of(wanted));
    Eventually.await(
        job + " settles",
        () -> {
          State state = state(job);
          return right.contains(state) && (state == State.QUEUED || state.isEnded());
        });
    return state(job);
  }

  private static State state(JobId job) {
    try {
      return fixture.find(job).state();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts echoed challenges. */
  private static final class Echoes {
    private final AtomicInteger count = new AtomicInteger();

    void add() {
      count.incrementAndGet();
    }

    int count() {
      return count.get();
    }

    boolean any() {
      return count.get() > 0;
    }
  }

  /** Answers queries with the true status of all tasks. */
  private static final class Tasks implements Provider {
    @Override
    public Future<CreateResult> create(GenerationRequest request, String callbackUrl) {
      return Future.failedFuture("the test itself submits");
    }

    @Override
    public Future<QueryResult> query(String taskId) {
      Finding unknown = new Finding.TaskUnknown(2013, "no such task");
      return Future.succeededFuture(new QueryResult(TASKS.getOrDefault(taskId, unknown), null));
    }

    @Override
    public Future<FileLocation> locate(String fileId) {
      return Future.failedFuture("the test itself downloads");
    }
  }

  @Provide
  Arbitrary<Plan> plans() {
    Arbitrary<About> about =
        Arbitraries.frequency(
            Tuple.of(4, About.CHALLENGE),
            Tuple.of(4, About.OWN),
            Tuple.of(2, About.OWN_AS_NUMBER),
            Tuple.of(1, About.NEIGHBOUR),
            Tuple.of(1, About.NOBODY),
            Tuple.of(1, About.NOISE));
    Arbitrary<Message> message = Combinators.combine(about, Arbitraries.of(WORDS)).as(Message::new);
    return Combinators.combine(
            message.list().ofMaxSize(5),
            message.list().ofMaxSize(5),
            Arbitraries.of(true, false),
            Arbitraries.of(true, true, false))
        .as(Plan::new);
  }
}
