package dev.keyframed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Page;
import dev.keyframed.docs.Table;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the page of metrics with what is exposed, with the alerts and with the dashboard. */
class MetricsPageTest {
  private static final Page PAGE = Page.of("metrics.md");
  private static final List<Table> TABLES = PAGE.tables("name");
  private static final Exposition EXPOSED = new Exposition(MetricNamesTest.scrape());

  /** Values that are seen only once they were met. */
  private static final Set<String> MET_LATER = Set.of("other", "error");

  @Test
  void metrics_page_lists_the_exposed_metrics() {
    List<String> shown = new ArrayList<>();
    TABLES.forEach(table -> shown.addAll(table.names("name")));

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            EXPOSED.types.keySet().stream().filter(name -> name.startsWith("keyframed_")).toList());
  }

  @Test
  void metrics_page_lists_the_types_of_the_exposed_metrics() {
    for (Table table : TABLES) {
      for (String name : table.names("name")) {
        String shown = table.head().contains("type") ? table.by("type").get(name) : "gauge";
        assertThat(shown).as(name).isEqualTo(EXPOSED.types.get(name));
      }
    }
  }

  @Test
  void metrics_page_lists_the_exposed_labels_and_values() {
    for (Table table : TABLES) {
      table.by("labels").forEach(MetricsPageTest::assertLabels);
    }
  }

  /** Reads a cell such as "`a`: `x`, `y`; `b`, `c`: words". */
  private static void assertLabels(String metric, String cell) {
    Map<String, Set<String>> seen = EXPOSED.labels(metric);
    Set<String> named = new TreeSet<>();
    for (String part : cell.split(";", -1)) {
      String[] sides = part.split(":", 2);
      List<String> labels = Table.codes(sides[0]);
      named.addAll(labels);
      List<String> values = sides.length < 2 ? List.of() : Table.codes(sides[1]);
      if (!values.isEmpty()) {
        Set<String> known = seen.get(labels.get(labels.size() - 1));
        assertThat(values).as("%s of %s", labels, metric).containsAll(known);
        assertThat(values).filteredOn(value -> !MET_LATER.contains(value)).isSubsetOf(known);
      }
    }
    assertThat(named).as("labels of %s", metric).isEqualTo(seen.keySet());
  }

  @Test
  void metrics_page_lists_the_exposed_outcomes() {
    assertValues("Outcomes of a submission", "`outcome`", "keyframed_submissions_total", "outcome");
    assertValues(
        "Outcomes of a request", "`outcome`", "keyframed_provider_requests_seconds", "outcome");
    assertValues("Callbacks", "`outcome` of a request", "keyframed_callbacks_total", "outcome");
    assertValues("Callbacks", "`why`", "keyframed_callback_refused_total", "why");
    String checks = "keyframed_callback_checks_total";
    assertValues("Callbacks", "`outcome` of a self-check", checks, "outcome");
    assertThat(Page.of("operations.md").section("Self-check").names("outcome"))
        .containsExactlyInAnyOrderElementsOf(EXPOSED.values(checks, "outcome"));
  }

  private static void assertValues(String section, String title, String metric, String label) {
    assertThat(PAGE.section(section).table(title).names(title))
        .as(section)
        .containsExactlyInAnyOrderElementsOf(EXPOSED.values(metric, label));
  }

  @Test
  void metrics_and_provider_pages_list_the_exposed_codes_of_provider_errors() {
    Set<String> codes =
        new TreeSet<>(Page.of("provider-api.md").section("Codes").table("code").names("code"));
    Matcher statuses = Pattern.compile("The statuses are ([\\d ]+)\\.").matcher(PAGE.text());
    assertThat(statuses.find()).isTrue();
    codes.addAll(List.of(statuses.group(1).split(" ", -1)));
    codes.add("other");

    assertThat(EXPOSED.values("keyframed_provider_errors_total", "code")).isEqualTo(codes);
  }

  @Test
  void metrics_page_lists_the_alert_rules_with_their_severity() throws Exception {
    Map<String, String> severities = new TreeMap<>();
    for (Map<?, ?> rule : MetricNamesTest.rules()) {
      Object severity = ((Map<?, ?>) rule.get("labels")).get("severity");
      severities.put(rule.get("alert").toString(), severity.toString());
    }
    assertThat(PAGE.section("Alerts").table("alert").by("severity")).isEqualTo(severities);
  }

  @Test
  void metrics_page_lists_the_rows_of_the_dashboard() throws Exception {
    JsonObject dashboard = new JsonObject(Files.readString(Path.of("conf/grafana/keyframed.json")));
    List<String> rows =
        dashboard.getJsonArray("panels").stream()
            .map(JsonObject.class::cast)
            .filter(panel -> panel.getString("type").equals("row"))
            .map(row -> row.getString("title"))
            .collect(Collectors.toList());

    assertThat(PAGE.section("The dashboard").table("row").column("row")).isEqualTo(rows);
  }
}
