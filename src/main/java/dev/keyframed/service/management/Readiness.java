package dev.keyframed.service.management;

import dev.keyframed.port.Health;
import dev.keyframed.port.Health.HealthStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Holds the results of all checks at one moment.
 *
 * @param ready whether each check that decides on it is well
 * @param json {@code {"status":"UP","checks":[{"id":"redis","status":"UP","data":{"reason":...}}]}}
 */
record Readiness(boolean ready, JsonObject json) {

  /** Runs each check. */
  static Readiness of(List<Health> checks) {
    boolean ready = true;
    JsonArray list = new JsonArray();
    for (Health check : checks) {
      HealthStatus status = check.status();
      ready &= status.well() || !check.decidesReadiness();
      list.add(
          new JsonObject()
              .put("id", check.name())
              .put("status", word(status.well()))
              .put("data", new JsonObject().put("reason", status.reason())));
    }
    return new Readiness(ready, new JsonObject().put("status", word(ready)).put("checks", list));
  }

  /** Returns the status as health endpoints commonly name it. */
  static String word(boolean well) {
    return well ? "UP" : "DOWN";
  }
}
