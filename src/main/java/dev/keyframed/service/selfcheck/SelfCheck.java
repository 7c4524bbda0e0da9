package dev.keyframed.service.selfcheck;

import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.CallbackUrls.SelfCall;
import dev.keyframed.port.CallbackMessage;
import dev.keyframed.port.CallbackProtocol;
import dev.keyframed.support.metrics.SelfCheckMeters.SelfCheckOutcome;
import dev.keyframed.support.net.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Calls the daemon's public URL as the provider would. The call resolves the name, opens a new
 * connection and checks the certificate. Another node of the namespace may answer as well as this
 * one.
 */
final class SelfCheck {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 16;

  /** Bytes that are read of an answer. The listener's answer has some 40. */
  private static final int LONGEST = 1024;

  private final Vertx vertx;
  private final CallbackUrls urls;
  private final CallbackProtocol protocol;
  private final X509ExtendedTrustManager trusted;
  private final Addresses addresses;
  private final URI url;
  private final boolean secure;
  private final int port;
  private final Duration stepTimeout;

  SelfCheck(
      Vertx vertx,
      CallbackUrls urls,
      CallbackProtocol protocol,
      SelfCheckSettings settings,
      X509ExtendedTrustManager trusted) {
    this.vertx = vertx;
    this.urls = urls;
    this.protocol = protocol;
    this.trusted = trusted;
    this.addresses =
        new Addresses(
            vertx, true); // the operator has configured this URL, so private addresses are allowed
    this.url = settings.publicUrl();
    this.secure = "https".equalsIgnoreCase(url.getScheme());
    this.port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    this.stepTimeout = settings.stepTimeout();
  }

  /**
   * Calls the URL once and returns the finding. The future never fails, and completes after four
   * times the time-out of a step at the latest.
   */
  Future<SelfCheckResult> run() {
    RecordingTrustManager trust = new RecordingTrustManager(trusted);
    HttpClient client = vertx.createHttpClient(options(trust));
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    SelfCall call = urls.selfCall(Base64.getUrlEncoder().withoutPadding().encodeToString(nonce));
    return addresses
        .connect(url.getHost(), port, address -> client.request(request(address, call)))
        .timeout(stepTimeout.multipliedBy(3).toMillis(), TimeUnit.MILLISECONDS)
        .transform(
            connected ->
                connected.succeeded()
                    ? ask(connected.result(), call, trust)
                    : unconnected(connected.cause(), trust))
        .onComplete(done -> client.close());
  }

  private HttpClientOptions options(RecordingTrustManager trust) {
    return new HttpClientOptions()
        .setKeepAlive(false)
        .setTrustOptions(TrustOptions.wrap(trust))
        .setConnectTimeout((int) stepTimeout.toMillis())
        .setSslHandshakeTimeout(stepTimeout.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private RequestOptions request(SocketAddress address, SelfCall call) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(address)
        .setSsl(secure)
        .setHost(url.getHost())
        .setPort(port)
        .setURI(url.getRawPath() + call.path())
        .setConnectTimeout(stepTimeout.multipliedBy(2).toMillis())
        .putHeader("Content-Type", "application/json");
  }

  private Future<SelfCheckResult> ask(
      HttpClientRequest request, SelfCall call, RecordingTrustManager trust) {
    return request
        .send(Buffer.buffer(protocol.challenge(call.challenge())))
        .compose(answer -> read(answer).map(body -> judged(answer.statusCode(), body, call, trust)))
        .timeout(stepTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(
            silence ->
                SelfCheckResult.of(
                    SelfCheckOutcome.UNANSWERED, unanswered(silence), trust.certificate()));
  }

  /** Returns the beginning of the body. The rest of a long one is discarded. */
  private static Future<Buffer> read(HttpClientResponse answer) {
    Buffer beginning = Buffer.buffer();
    answer.handler(
        chunk -> {
          if (beginning.length() < LONGEST) {
            beginning.appendBuffer(chunk);
          }
        });
    return answer.end().map(end -> beginning);
  }

  private SelfCheckResult judged(
      int status, Buffer body, SelfCall call, RecordingTrustManager trust) {
    boolean ours =
        status == 200
            && protocol.read(body.getBytes()).equals(new CallbackMessage.Challenge(call.answer()));
    return ours
        ? SelfCheckResult.of(
            SelfCheckOutcome.REACHABLE, "reachable at " + where(), trust.certificate())
        : SelfCheckResult.of(SelfCheckOutcome.WRONG_ANSWER, wrong(status), trust.certificate());
  }

  private Future<SelfCheckResult> unconnected(Throwable cause, RecordingTrustManager trust) {
    if (cause instanceof UnknownHostException) {
      return finding(SelfCheckOutcome.UNRESOLVED, unresolved(cause), trust);
    }
    SelfCheckOutcome way =
        trust
            .fault()
            .orElse(
                cause instanceof SSLException
                    ? SelfCheckOutcome.HANDSHAKE
                    : SelfCheckOutcome.UNCONNECTED);
    String text =
        switch (way) {
          case EXPIRED ->
              "the certificate at %s is not valid today, but from %s to %s: renew it"
                  .formatted(
                      where(),
                      trust.certificate().getNotBefore().toInstant(),
                      trust.certificate().getNotAfter().toInstant());
          case UNTRUSTED ->
              "the certificate at %s is not trusted: use one of a public authority, with its whole chain (issuer: %s)"
                  .formatted(where(), trust.certificate().getIssuerX500Principal().getName());
          case WRONG_NAME ->
              "the certificate at %s is not for this host, but for %s: correct callback.public_url, or get one with this name"
                  .formatted(where(), trust.certificate().getSubjectX500Principal().getName());
          case HANDSHAKE ->
              "no TLS 1.2 or 1.3 at %s: check what listens there, and whether it has a certificate (%s)"
                  .formatted(where(), cause.getMessage());
          default ->
              "no connection to %s: start the proxy, or let firewall and router pass connections to the listener (%s)"
                  .formatted(where(), cause.getMessage());
        };
    return finding(way, text, trust);
  }

  private String unresolved(Throwable cause) {
    return "%s does not resolve: correct callback.public_url, or the name's DNS record (%s)"
        .formatted(url.getHost(), cause.getMessage());
  }

  private String unanswered(Throwable cause) {
    return "%s accepts connections but does not answer: check whether the proxy reaches the listener (%s)"
        .formatted(where(), cause.getMessage());
  }

  private String wrong(int status) {
    return "%s answers %d, but not as this listener does: let the proxy pass on POST %s%s..., and use the same namespace and callback.secret for all daemons there"
        .formatted(where(), status, url.getRawPath(), CallbackUrls.ROOT);
  }

  private String where() {
    return url.getHost() + ":" + port;
  }

  private static Future<SelfCheckResult> finding(
      SelfCheckOutcome way, String text, RecordingTrustManager trust) {
    return Future.succeededFuture(SelfCheckResult.of(way, text, trust.certificate()));
  }
}
