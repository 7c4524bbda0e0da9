package dev.keyframed.service.callback;

import dev.keyframed.support.bus.PeriodicTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the certificate of a running listener when its files change. Open connections keep the
 * certificate that they began with. New connections get the newest usable one.
 */
final class CertificateWatch {
  private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);

  private final Vertx vertx;
  private final Certificate certificate;
  private final HttpServer server;
  private final ListenerHealth health;
  private ServerSSLOptions inUse;
  private final PeriodicTask task;

  /**
   * Creates a watch of a running listener.
   *
   * @param inUse options of the listener, with the certificate that it began with
   */
  CertificateWatch(
      Vertx vertx,
      Certificate certificate,
      HttpServer server,
      ServerSSLOptions inUse,
      ListenerHealth health) {
    this.vertx = vertx;
    this.certificate = certificate;
    this.server = server;
    this.inUse = inUse;
    this.health = health;
    this.task = PeriodicTask.unwatched(vertx, () -> check().map(done -> certificate.checkEvery()));
  }

  void start() {
    task.startIn(certificate.checkEvery());
  }

  Future<?> stop() {
    return task.stop();
  }

  private Future<Void> check() {
    KeyCertOptions known = inUse.getKeyCertOptions();
    return vertx
        .executeBlocking(() -> certificate.read(known))
        .compose(this::use)
        .onSuccess(fine -> faulted(""))
        .otherwise(this::keepOld);
  }

  private Future<Void> use(PemKeyCertOptions found) {
    if (found.equals(inUse.getKeyCertOptions())) {
      return Future.succeededFuture();
    }
    ServerSSLOptions renewed = inUse.copy().setKeyCertOptions(found);
    return server
        .updateSSLOptions(renewed)
        .onSuccess(
            changed -> {
              inUse = renewed;
              log.info("callback listener uses the renewed certificate");
            })
        .mapEmpty();
  }

  private Void keepOld(Throwable cause) {
    faulted(String.valueOf(cause));
    return null;
  }

  private void faulted(String fault) {
    String before = health.certificate(fault);
    if (!fault.isEmpty() && !fault.equals(before)) {
      log.warn("callback listener keeps its old certificate, the new one is not usable: {}", fault);
    }
  }
}
