package dev.keyframed.sandbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Challenges a callback URL: it must echo in time and without a redirect
 * (src/docs/provider-api.md).
 */
final class Challenger {
  private final HttpClient client;
  private final Duration replyTimeout;

  Challenger(HttpClient client, Duration replyTimeout) {
    this.client = client;
    this.replyTimeout = replyTimeout;
  }

  /** Sends a challenge, and returns whether it was echoed; the future never fails. */
  Future<Boolean> challenge(URI callback) {
    String challenge = UUID.randomUUID().toString();
    return post(callback, new JsonObject().put("challenge", challenge))
        .map(answer -> echoes(answer, challenge))
        .otherwise(false);
  }

  /** Sends a body without a challenge that could be echoed; any answer counts as no echo. */
  Future<Boolean> challengeWrongly(URI callback) {
    return post(callback, new JsonObject().put("challenge", new JsonObject()))
        .map(answer -> false)
        .otherwise(false);
  }

  private Future<Buffer> post(URI callback, JsonObject body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(callback.toString())
            .setFollowRedirects(false);
    return client
        .request(options)
        .compose(
            request -> request.putHeader("Content-Type", "application/json").send(body.toBuffer()))
        .compose(Challenger::bodyOf200)
        .timeout(replyTimeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Future<Buffer> bodyOf200(HttpClientResponse response) {
    if (response.statusCode() == 200) return response.body();
    return response.body().compose(read -> Future.failedFuture("HTTP " + response.statusCode()));
  }

  private static boolean echoes(Buffer answer, String challenge) {
    try {
      return challenge.equals(new JsonObject(answer).getValue("challenge"));
    } catch (DecodeException e) {
      return false;
    }
  }
}
