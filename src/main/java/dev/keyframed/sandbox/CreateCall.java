package dev.keyframed.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Handles creation requests (src/docs/provider-api.md).
 *
 * <p>Checks come first, then the challenge, the task and the answer. A client that disconnects
 * meanwhile changes nothing.
 */
final class CreateCall {
  private final Vertx vertx;
  private final Clock clock;
  private final SandboxConfig.Times times;
  private final ApiContext service;
  private final Challenger challenger;
  private final Pusher pusher;
  private final AtomicBoolean challenges;

  /** Represents a request that would be accepted without faults. */
  private record SimulatedCreation(
      HttpServerRequest request, AcceptedRequest order, int number, Optional<PlannedFault> play) {
    boolean is(Fault fault) {
      return play.isPresent() && play.get().fault() == fault;
    }

    boolean unchallenged() {
      return play.isPresent() && play.get().fault().unchallenged();
    }

    Fault.Stage stage() {
      return play.map(one -> one.fault().stage).orElse(Fault.Stage.CREATED);
    }

    String outcome() {
      return "fault " + play.map(PlannedFault::name).orElseThrow();
    }
  }

  /**
   * Creates the handler.
   *
   * @param challenges whether creations are challenged; may change at any time
   */
  CreateCall(
      Vertx vertx,
      Clock clock,
      SandboxConfig.Times times,
      ApiContext service,
      Challenger challenger,
      Pusher pusher,
      AtomicBoolean challenges) {
    this.vertx = vertx;
    this.clock = clock;
    this.times = times;
    this.service = service;
    this.challenger = challenger;
    this.pusher = pusher;
    this.challenges = challenges;
  }

  void handle(HttpServerRequest request, Buffer body) {
    vertx
        .executeBlocking(() -> CreationCheck.of(body), false)
        .onSuccess(check -> decide(request, check))
        .onFailure(cause -> service.answers().refuse(request, BaseResp.of(1000)));
  }

  private void decide(HttpServerRequest request, CreationCheck check) {
    int number = service.ledger().received(clock.instant(), check.job(), check.prompt());
    BaseResp verdict = refusal(request, check);
    if (verdict.code() != 0) {
      refuse(request, number, verdict);
      return;
    }
    AcceptedRequest order = check.order().orElseThrow();
    carryOut(
        new SimulatedCreation(
            request, order, number, service.faults().at(Fault.Point.CREATE, order.subject())));
  }

  private BaseResp refusal(HttpServerRequest request, CreationCheck check) {
    BaseResp admission = service.account().admits(request.getHeader("Authorization"));
    if (admission.code() != 0) return admission;
    if (!service.account().tryCount(clock.instant())) return BaseResp.of(1002);
    if (check.order().isEmpty()) return check.refusal();
    return service.account().affords(check.order().get().priceUsd())
        ? BaseResp.SUCCESS
        : BaseResp.of(1008);
  }

  private void carryOut(SimulatedCreation creation) {
    if (creation.is(Fault.BALANCE_RUNS_OUT)) {
      service.account().balance(Optional.of(BigDecimal.ZERO));
      refuse(creation.request(), creation.number(), BaseResp.of(1008));
    } else if (creation.stage() == Fault.Stage.RECEIVED) {
      service.ledger().decided(creation.number(), creation.outcome());
      service.answers().send(creation.request(), new JsonObject(), creation.play());
    } else if (creation.is(Fault.CHALLENGE_LATE)) {
      service.answers().cut(creation.request());
      vertx.setTimer(times.lateness().toMillis(), late -> challenge(creation));
    } else {
      challenge(creation);
    }
  }

  private void challenge(SimulatedCreation creation) {
    echo(creation)
        .onSuccess(
            echoed -> {
              if (!echoed) {
                refuse(
                    creation.request(),
                    creation.number(),
                    BaseResp.invalid(BaseResp.CALLBACK_DETAIL));
              } else if (creation.stage() == Fault.Stage.VOTED) {
                service.ledger().decided(creation.number(), creation.outcome());
                answer(creation, new JsonObject());
              } else {
                create(creation);
              }
            });
  }

  private Future<Boolean> echo(SimulatedCreation creation) {
    Optional<URI> callback = creation.order().callback();
    if (callback.isEmpty() || !challenges.get() || creation.unchallenged())
      return Future.succeededFuture(true);
    if (creation.is(Fault.WRONG_CHALLENGE)) {
      service.ledger().challenged(creation.number());
      return challenger.challengeWrongly(callback.get());
    }
    Future<Boolean> first = echo(creation, callback.get());
    if (!creation.is(Fault.CHALLENGE_TWICE)) return first;
    Future<Boolean> second = echo(creation, callback.get());
    return Future.all(first, second).map(both -> first.result() || second.result());
  }

  private Future<Boolean> echo(SimulatedCreation creation, URI callback) {
    service.ledger().challenged(creation.number());
    return challenger
        .challenge(callback)
        .onSuccess(
            echoed -> {
              if (echoed) service.ledger().echoed(creation.number());
            });
  }

  private void create(SimulatedCreation creation) {
    Task task = service.tasks().create(creation.number(), creation.order());
    if (creation.is(Fault.PUSH_BEFORE_ANSWER)) pusher.push(task, TaskStatus.PROCESSING);
    answer(
        creation,
        new JsonObject().put("task_id", task.id()).put("base_resp", BaseResp.SUCCESS.json()));
  }

  private void answer(SimulatedCreation creation, JsonObject body) {
    long millis = Math.max(1, times.answerDelay().toMillis());
    vertx.setTimer(
        millis, open -> service.answers().send(creation.request(), body, creation.play()));
  }

  private void refuse(HttpServerRequest request, int number, BaseResp verdict) {
    service.ledger().decided(number, "refused " + verdict.code());
    service.answers().refuse(request, verdict);
  }
}
