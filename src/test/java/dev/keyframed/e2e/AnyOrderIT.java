package dev.keyframed.e2e;

import static dev.keyframed.e2e.Exchange.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.bus.Topics;
import dev.keyframed.job.Decision;
import dev.keyframed.job.Effect;
import dev.keyframed.job.Event;
import dev.keyframed.job.Event.Ground;
import dev.keyframed.job.Event.Refusal;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.Request;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import dev.keyframed.port.Provider;
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
 * Whatever order a job's messages come in by HTTP, doubled or lost, and whatever becomes of the
 * creation's answer: the task that was paid for is delivered once, and what was not made is not
 * paid for.
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

  private static Exchange exchange;
  private static Job neighbour;

  @BeforeContainer
  static void open() throws Exception {
    exchange = new Exchange();
    done(exchange.bus.listen(Topics.CHANGED, AnyOrderIT::download).completion());
    exchange.scan(new Tasks());
    neighbour = exchange.submit("neighbour");
    TASKS.put(NEIGHBOUR, new Finding.Running());
    done(
        exchange.happens(
            neighbour.id(), new Event.Created(neighbour.attempt(), NEIGHBOUR, "trace")));
  }

  private static void download(Decision change) {
    if (change.effects().contains(Effect.FETCH)) {
      Video video = new Video("/v.mp4", 1, "0".repeat(64), 1366, 768);
      var unused = exchange.happens(change.next().id(), new Event.Saved(video));
    }
  }

  @AfterContainer
  static void close() throws Exception {
    exchange.close();
  }

  /**
   * @param early comes one after the other, before the creation's answer
   * @param beside comes all at once, together with the answer
   * @param answered whether the answer arrives
   * @param good how the task ends, if there is one
   */
  record Plan(List<Message> early, List<Message> beside, boolean answered, boolean good) {}

  /** What the provider says on a job's URL; {@code OWN} of a task that is not there is not said. */
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
  void whatever_comes_in_whatever_order_there_is_one_result(@ForAll("plans") Plan plan)
      throws Exception {
    String task = Long.toString(NUMBERS.incrementAndGet());
    Job job = exchange.submit("job-" + task);
    Echoes echoes = new Echoes();
    for (Message message : plan.early()) {
      done(say(job, task, message, echoes));
    }
    List<Future<?>> beside = new ArrayList<>();
    for (Message message : plan.beside()) {
      beside.add(say(job, task, message, echoes));
    }
    beside.add(exchange.happens(job.id(), answer(job, task, plan, echoes.any())));
    done(Future.all(beside));

    boolean exists = echoes.any();
    TASKS.computeIfPresent(task, (own, working) -> end(plan, own));
    State state = settled(job.id());
    if (exists && state == State.FAILED) {
      // Nobody has told us, or somebody told us wrong: now one push gets through.
      done(say(job, task, new Message(About.OWN, plan.good() ? "Success" : "Failed"), echoes));
      state = settled(job.id(), plan.good() ? State.SUCCEEDED : State.FAILED);
    }

    assertThat(echoes.count()).isLessThanOrEqualTo(1);
    if (exists) {
      assertThat(state).isEqualTo(plan.good() ? State.SUCCEEDED : State.FAILED);
      assertThat(exchange.results(job.id())).hasSize(1);
    } else {
      assertThat(state).isIn(State.QUEUED, State.FAILED);
      assertThat(exchange.results(job.id())).hasSize(state == State.QUEUED ? 0 : 1);
    }
    if (state == State.SUCCEEDED) {
      assertThat(exchange.find(job.id()).taskId()).isEqualTo(task);
      assertThat(exchange.find(job.id()).spent()).isEqualTo(280_000);
    }
    assertThat(exchange.find(neighbour.id()).taskId()).isEqualTo(NEIGHBOUR);
    assertThat(exchange.find(neighbour.id()).state()).isEqualTo(State.GENERATING);
    done(exchange.happens(job.id(), new Event.Cancel())); // so that nobody claims it again
  }

  /** Says it as the provider would, which makes its task once the challenge is echoed. */
  private static Future<?> say(Job job, String task, Message message, Echoes echoes) {
    boolean own = message.about() == About.OWN || message.about() == About.OWN_AS_NUMBER;
    if (own && !echoes.any()) {
      return Future.succeededFuture();
    }
    return exchange
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

  /** Only a provider that has no task, and will not make one, says so. */
  private static Event answer(Job job, String task, Plan plan, boolean exists) {
    boolean mayCome = plan.beside().stream().anyMatch(m -> m.about() == About.CHALLENGE);
    if (!plan.answered() || (!exists && mayCome)) {
      return new Event.AnswerLost(job.attempt(), Ground.NONE);
    }
    return exists
        ? new Event.Created(job.attempt(), task, "trace")
        : new Event.Refused(job.attempt(), Refusal.CALLBACK_CHECK, 2013, "no echo", "trace");
  }

  private static Finding end(Plan plan, String task) {
    return plan.good()
        ? new Finding.Succeeded("file-" + task, 1366, 768)
        : new Finding.Failed(false, 1027, "failed", "trace");
  }

  private static State settled(JobId job) throws Exception {
    return settled(job, State.values());
  }

  /** Waits until the scanner has nothing more to do for it; then it must be one of those. */
  private static State settled(JobId job, State... wanted) throws Exception {
    Set<State> right = EnumSet.copyOf(List.of(wanted));
    World.await(
        job + " settles",
        () -> {
          State state = state(job);
          return right.contains(state) && (state == State.QUEUED || state.isEnded());
        });
    return state(job);
  }

  private static State state(JobId job) {
    try {
      return exchange.find(job).state();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** How often a challenge was echoed. */
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

  /** The truth about all tasks. */
  private static final class Tasks implements Provider {
    @Override
    public Future<Creation> create(Request request, String callbackUrl) {
      return Future.failedFuture("the test itself submits");
    }

    @Override
    public Future<Report> query(String taskId) {
      Finding unknown = new Finding.Unknown(2013, "no such task");
      return Future.succeededFuture(new Report(TASKS.getOrDefault(taskId, unknown), null));
    }

    @Override
    public Future<Location> locate(String fileId) {
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
