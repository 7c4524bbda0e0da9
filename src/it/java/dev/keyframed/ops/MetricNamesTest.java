package dev.keyframed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.minimax.MiniMaxProvider;
import dev.keyframed.support.metrics.ConfiguredGauges;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.metrics.NamespaceGauges;
import dev.keyframed.support.metrics.ProcessMeters;
import dev.keyframed.support.metrics.RedisInfoGauge;
import dev.keyframed.support.metrics.SelfCheckMeters;
import dev.keyframed.support.metrics.TroubleRegister;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Tests that rules and panels use only metrics that the daemon exposes. */
class MetricNamesTest {
  private static final Path ALERTS = Path.of("conf/prometheus/alerts.yml");
  private static final Path DASHBOARD = Path.of("conf/grafana/keyframed.json");

  /** Matches what cannot contain a metric's name: labels with values, ranges, groupings. */
  private static final Pattern AROUND_NAMES =
      Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(by|without|on) *\\([^)]*\\)|\\$\\w+");

  /** Matches a word that is not a function; its underscore excludes operators. */
  private static final Pattern NAME = Pattern.compile("\\b[a-z0-9]+(_[a-z0-9]+)+\\b(?! *\\()");

  @Test
  void alerts_use_only_exposed_metrics() throws Exception {
    assertThat(exposed()).containsAll(names(alertExpressions()));
  }

  @Test
  void dashboard_panels_use_only_exposed_metrics() throws Exception {
    assertThat(exposed()).containsAll(names(panelExpressions()));
  }

  @Test
  void metric_names_are_extracted_from_an_expression() {
    String expression =
        "histogram_quantile(0.9, sum by (le, some_label) (rate(a_seconds_bucket{x_y=\"c_d\"}[5m])))"
            + " > on (job_name) b_total";

    assertThat(names(List.of(expression))).containsExactly("a_seconds_bucket", "b_total");
  }

  @Test
  void alerts_have_a_severity_and_a_remedy() throws Exception {
    for (Map<?, ?> rule : rules()) {
      Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");
      Object severity = ((Map<?, ?>) rule.get("labels")).get("severity");

      assertThat(severity).as("%s", rule.get("alert")).isIn("page", "ticket");
      assertThat(annotations.get("summary").toString()).isNotBlank();
      assertThat(annotations.get("runbook").toString()).isNotBlank();
    }
  }

  /** Returns all metrics that rules and panels use. */
  static Set<String> queried() throws IOException {
    Set<String> names = names(alertExpressions());
    names.addAll(names(panelExpressions()));
    return names;
  }

  private static Set<String> exposed() {
    return scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }

  /** Returns what a daemon exposes that has done nothing yet. */
  static String scrape() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Meters meters = new Meters(registry);
    meters.expectProviderErrors(MiniMaxProvider.errorCodes());
    assertThat(new NamespaceGauges(registry, Clock.systemUTC())).isNotNull();
    SelfCheckMeters selfCheck = new SelfCheckMeters(registry);
    selfCheck.checked(SelfCheckMeters.SelfCheckOutcome.REACHABLE, Optional.empty());
    meters.metUnknownWord();
    assertThat(new TroubleRegister(registry, Clock.systemUTC()).lasting()).isEmpty();
    ConfiguredGauges.register(registry, Path.of("."), Path.of("."), () -> null);
    RedisInfoGauge.register(registry, "7.0.15", "bundled");
    RedisInfoGauge.register(registry, "8.0.2", "system");
    try (ProcessMeters process = new ProcessMeters(registry)) {
      assertThat(process).isNotNull();
      return registry.scrape();
    }
  }

  private static Set<String> names(List<String> expressions) {
    return expressions.stream()
        .map(expression -> AROUND_NAMES.matcher(expression).replaceAll(" "))
        .flatMap(bare -> NAME.matcher(bare).results().map(MatchResult::group))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> alertExpressions() throws IOException {
    List<String> expressions = rules().stream().map(rule -> rule.get("expr").toString()).toList();
    assertThat(expressions).isNotEmpty();
    return expressions;
  }

  static List<Map<?, ?>> rules() throws IOException {
    List<Map<?, ?>> rules = new ArrayList<>();
    try (Reader text = Files.newBufferedReader(ALERTS)) {
      Map<?, ?> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      for (Object group : (List<?>) file.get("groups")) {
        for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
          rules.add((Map<?, ?>) rule);
        }
      }
    }
    return rules;
  }

  private static List<String> panelExpressions() throws IOException {
    JsonObject dashboard = new JsonObject(Files.readString(DASHBOARD));
    List<String> expressions = new ArrayList<>();
    collect(dashboard, expressions);
    assertThat(expressions).isNotEmpty();
    return expressions;
  }

  /** Collects the expressions of panels, annotations and variables at any depth. */
  private static void collect(Object part, List<String> expressions) {
    if (part instanceof JsonArray array) {
      array.forEach(element -> collect(element, expressions));
    } else if (part instanceof JsonObject object) {
      for (Map.Entry<String, Object> field : object) {
        if (field.getKey().equals("expr")) {
          expressions.add(field.getValue().toString());
        } else {
          collect(field.getValue(), expressions);
        }
      }
    }
  }
}
