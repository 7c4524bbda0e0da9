package dev.keyframed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Event;
import dev.keyframed.service.intake.IntakeVerticle;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what the pages list of jobs with the code. */
class JobListsTest {
  private static final Page JOBS = Page.of("jobs-and-results.md");
  private static final Page ARCHITECTURE = Page.of("architecture.md");

  @Test
  void jobs_page_lists_the_error_codes_of_the_code() {
    assertThat(JOBS.section("Error codes").names("code"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ErrorCode.values()).map(ErrorCode::label).toList());
  }

  @Test
  void jobs_and_architecture_pages_list_the_states_of_the_code_and_which_are_ended() {
    Map<String, String> ended = new TreeMap<>();
    for (State state : State.values()) {
      ended.put(state.label(), state.isEnded() ? "yes" : "no");
    }
    assertThat(JOBS.section("The states of a job").table("state").by("ended")).isEqualTo(ended);
    assertThat(ARCHITECTURE.section("State machine").names("state"))
        .containsExactlyInAnyOrderElementsOf(ended.keySet());
  }

  @Test
  void jobs_page_lists_the_fields_of_the_job_schema_with_their_defaults() throws Exception {
    JsonObject schema = schema();
    Map<String, String> defaults = JOBS.section("The fields of a job").table("field").by("default");

    assertThat(defaults.keySet())
        .containsExactlyInAnyOrderElementsOf(schema.getJsonObject("properties").fieldNames());
    for (String field : defaults.keySet()) {
      Object value = schema.getJsonObject("properties").getJsonObject(field).getValue("default");
      if (schema.getJsonArray("required").contains(field)) {
        assertThat(defaults.get(field)).as(field).isEqualTo("required");
      } else if (value != null) {
        assertThat(defaults.get(field)).as(field).isEqualTo("`" + value + "`");
      }
    }
  }

  private static JsonObject schema() throws Exception {
    try (InputStream in = IntakeVerticle.class.getResourceAsStream("job.schema.json")) {
      assertThat(in).isNotNull();
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void architecture_page_lists_the_events_of_the_state_machine() {
    List<String> events =
        Stream.of(Event.class.getPermittedSubclasses())
            // An answer is listed by the outcome of its creation.
            .flatMap(
                event ->
                    event == Event.Answered.class
                        ? Stream.of(CreateResult.class.getPermittedSubclasses())
                        : Stream.of(event))
            .map(Class::getSimpleName)
            .toList();

    for (Table table : ARCHITECTURE.section("State machine").tables("event")) {
      assertThat(table.names("event").stream().map(name -> name.replaceAll(" .*", "")).distinct())
          .as("%s", table.head())
          .containsExactlyInAnyOrderElementsOf(events);
    }
  }

  @Test
  void vote_operations_and_metrics_pages_list_the_holds_of_the_code() {
    List<String> holds = Stream.of(HoldReason.values()).map(HoldReason::label).toList();

    assertThat(Page.of("vote.md").section("Holds").names("hold"))
        .containsExactlyInAnyOrderElementsOf(holds);
    assertThat(Page.of("operations.md").section("Holds of the account").names("hold"))
        .containsExactlyInAnyOrderElementsOf(holds);
    assertThat(
            Page.of("metrics.md")
                .section("Gauges of the namespace")
                .table("name")
                .by("labels")
                .get("keyframed_account_held"))
        .satisfies(
            labels -> {
              List<String> named = new ArrayList<>(Table.codes(labels));
              assertThat(named.remove(0)).isEqualTo("reason");
              assertThat(named).containsExactlyInAnyOrderElementsOf(holds);
            });
  }

  @Test
  void jobs_page_lists_only_redis_keys_of_the_architecture_page() {
    List<String> all = ARCHITECTURE.section("Redis keys").names("key");

    assertThat(JOBS.section("The keys of Redis that users may use").names("key"))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(all).contains(key.replace("{keyframed}", "{ns}")));
  }
}
