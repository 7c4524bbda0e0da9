package dev.keyframed.sandbox;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Serves, under {@code /_sandbox/}, the controls of a running sandbox for other processes.
 *
 * <p>They are not part of the simulated API, and need no key.
 *
 * <ul>
 *   <li>{@code GET ledger}: {@link Ledger#json()}
 *   <li>{@code POST faults {"plan": "...", "seed": 1}}: sets another plan; 400 with the reason if
 *       it cannot be parsed
 *   <li>{@code POST key {"key": "...", "accepted": false}}: revokes or restores a key
 *   <li>{@code POST callbacks {"challenges": true, "pushes": false}}: omitted fields stay as they
 *       are
 *   <li>{@code POST balance {"usd": "1.50"}}: null for an unlimited balance
 * </ul>
 */
final class ControlRoutes {
  private final Sandbox sandbox;

  ControlRoutes(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  void mount(Router router) {
    router
        .get("/_sandbox/ledger")
        .handler(context -> answer(context, 200, sandbox.ledger().json()));
    router.post("/_sandbox/faults").handler(this::faults);
    router.post("/_sandbox/key").handler(this::key);
    router.post("/_sandbox/callbacks").handler(this::callbacks);
    router.post("/_sandbox/balance").handler(this::balance);
    router
        .route("/_sandbox/*")
        .failureHandler(
            context ->
                answer(
                    context,
                    400,
                    new JsonObject().put("error", String.valueOf(context.failure()))));
  }

  private void faults(RoutingContext context) {
    JsonObject wanted = context.body().asJsonObject();
    sandbox.play(FaultPlan.parse(wanted.getString("plan", "")), wanted.getLong("seed", 1L));
    done(context);
  }

  private void key(RoutingContext context) {
    JsonObject wanted = context.body().asJsonObject();
    String key = wanted.getString("key");
    if (wanted.getBoolean("accepted")) sandbox.restoreKey(key);
    else sandbox.revokeKey(key);
    done(context);
  }

  private void callbacks(RoutingContext context) {
    JsonObject wanted = context.body().asJsonObject();
    Optional.ofNullable(wanted.getBoolean("challenges")).ifPresent(sandbox::challenges);
    Optional.ofNullable(wanted.getBoolean("pushes")).ifPresent(sandbox::pushes);
    done(context);
  }

  private void balance(RoutingContext context) {
    String usd = context.body().asJsonObject().getString("usd");
    sandbox.balance(Optional.ofNullable(usd).map(BigDecimal::new));
    done(context);
  }

  private static void done(RoutingContext context) {
    answer(context, 200, new JsonObject().put("ok", true));
  }

  private static void answer(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer())
        .onComplete(gone -> {});
  }
}
