package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.CallbackUrls.Caller;
import dev.keyframed.job.CallbackUrls.SelfCall;
import dev.keyframed.port.CallbackMessage;
import dev.keyframed.port.CallbackProtocol;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.metrics.Meters.CallbackKind;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Handles the listener's HTTP requests: runs the checks, the cheapest first, and sends the answers.
 */
final class CallbackHandler implements Handler<HttpServerRequest> {
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");

  /**
   * Limits the time for requests under way on a connection that is being closed. Longer than the
   * time-out of a reply of the store, 2.5 s.
   */
  private static final int SHUTDOWN_TIMEOUT_SECONDS = 5;

  private final CallbackUrls urls;
  private final CallbackProtocol protocol;
  private final String prefix;
  private final BodyReader bodies;
  private final CallbackService service;
  private final Meters meters;

  CallbackHandler(
      CallbackSettings settings, BodyReader bodies, CallbackService responder, Meters meters) {
    this.urls = settings.urls();
    this.protocol = settings.protocol();
    this.prefix = settings.prefix();
    this.bodies = bodies;
    this.service = responder;
    this.meters = meters;
  }

  @Override
  public void handle(HttpServerRequest request) {
    long arrived = System.nanoTime();
    Optional<Function<CallbackMessage, Future<CallbackResponse>>> responder = responder(request);
    if (responder.isEmpty()) {
      rejectUnverified(request);
      return;
    }
    LimitedConnection.at(request.connection()).ifPresent(LimitedConnection::markVerified);
    bodies
        .read(request)
        .onFailure(gone -> count(CallbackResponse.UNREADABLE))
        .onSuccess(body -> received(request, responder.get(), body, arrived));
  }

  /**
   * Answers 404 and ends the connection after a request whose URL does not verify. Requests that
   * follow on the connection are not read.
   */
  private void rejectUnverified(HttpServerRequest request) {
    boolean many = request.version() == HttpVersion.HTTP_2;
    if (!many) { // HTTP/2 uses a GOAWAY frame instead
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    answer(request, CallbackResponse.FORGED);
    Future<Void> dropped = bodies.drop(request);
    if (many) {
      closeConnection(
          request); // other streams may belong to valid requests, and get this time to finish
    } else {
      dropped.onSuccess(done -> closeConnection(request));
    }
  }

  private static void closeConnection(HttpServerRequest request) {
    Future<Void> unused = request.connection().shutdown(SHUTDOWN_TIMEOUT_SECONDS, SECONDS);
  }

  /**
   * Returns the function that answers messages on the request's URL, or empty if the URL does not
   * verify.
   */
  private Optional<Function<CallbackMessage, Future<CallbackResponse>>> responder(
      HttpServerRequest request) {
    String whole = request.path();
    if (whole == null || !HttpMethod.POST.equals(request.method())) {
      return Optional.empty();
    }
    String path =
        whole.startsWith(prefix + CallbackUrls.ROOT) ? whole.substring(prefix.length()) : whole;
    Optional<Caller> caller = urls.verify(path);
    return caller.isPresent()
        ? caller.map(known -> message -> service.reply(known, message))
        : urls.verifySelfCall(path)
            .map(call -> message -> Future.succeededFuture(selfAnswer(call, message)));
  }

  /** Answers a self-check: only the challenge that belongs to its URL is echoed. */
  private CallbackResponse selfAnswer(SelfCall call, CallbackMessage message) {
    return message.equals(new CallbackMessage.Challenge(call.challenge()))
        ? CallbackResponse.echo(
            CallbackKind.SELF_CHECK, Buffer.buffer(protocol.challenge(call.answer())))
        : CallbackResponse.UNREADABLE;
  }

  private void received(
      HttpServerRequest request,
      Function<CallbackMessage, Future<CallbackResponse>> responder,
      Buffer body,
      long arrived) {
    if (body == null) {
      answer(request, CallbackResponse.TOO_LARGE);
      return;
    }
    responder
        .apply(protocol.read(body.getBytes()))
        .onSuccess(
            reply -> {
              if (reply.isEcho()) {
                meters.challengeAnswered(Duration.ofNanos(System.nanoTime() - arrived));
              }
              answer(request, reply);
            });
  }

  private void answer(HttpServerRequest request, CallbackResponse reply) {
    count(reply);
    HttpServerResponse response = request.response().setStatusCode(reply.status());
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    Future<Void> sent;
    if (reply.json() == null) {
      sent = response.end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
      response.putHeader(CONTENT_TYPE_OPTIONS, NO_SNIFF);
      sent = response.end(reply.json());
    }
    if (reply.isTooLarge()) { // closing is cheaper than reading the rest of the body
      sent.onComplete(done -> request.connection().close());
    }
  }

  private void count(CallbackResponse reply) {
    meters.calledBack(reply.kind(), reply.outcome());
  }
}
