package dev.keyframed.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
  private static final FaultTarget SOME = new FaultTarget("job-1", "a red fox runs");

  @ParameterizedTest
  @EnumSource(Fault.class)
  void plan_parses_every_fault_name(Fault fault) {
    String name = fault.numbered() ? fault.label() + "_502" : fault.label();
    FaultPlayer player = player("job:job-1=" + name);
    assertThat(player.at(fault.point, SOME)).map(PlannedFault::name).contains(name);
  }

  @Test
  void plan_names_an_unknown_fault() {
    assertThatThrownBy(() -> FaultPlan.parse("lost_answer=5%,lost_anwser=5%"))
        .hasMessage("no fault is called 'lost_anwser'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lost_answer",
        "lost_answer=5",
        "lost_answer=101%",
        "lost_answer=-1%",
        "nth:0=lost_answer",
        "nth:x=lost_answer",
        "who:1=lost_answer",
        "job:=lost_answer",
        "job:1=lost_answer*",
        "create_code=5%",
        "lost_answer_5=5%"
      })
  void plan_refuses_a_malformed_rule(String rule) {
    assertThatThrownBy(() -> FaultPlan.parse(rule)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void empty_plan_has_no_faults() {
    assertThat(FaultPlan.parse(" ")).isSameAs(FaultPlan.NONE);
  }

  @Test
  void scripted_fault_fires_the_given_number_of_times_for_its_job_only() {
    FaultPlayer player = player("job:job-1=query_cut,job:job-1=query_code_1000*2");
    assertThat(player.at(Fault.Point.QUERY, new FaultTarget("job-2", ""))).isEmpty();
    assertThat(IntStream.range(0, 4).mapToObj(i -> name(player.at(Fault.Point.QUERY, SOME))))
        .containsExactly("query_cut", "query_code_1000", "query_code_1000", "");
  }

  @Test
  void fault_fires_only_at_its_request() {
    FaultPlayer player = player("job:job-1=download_cut");
    assertThat(player.at(Fault.Point.QUERY, SOME)).isEmpty();
    assertThat(player.at(Fault.Point.DOWNLOAD, SOME)).isPresent();
  }

  @Test
  void scripted_faults_select_jobs_by_ordinal_and_prompt() {
    FaultPlayer player = player("nth:2=lost_answer,prompt:fox=create_stall");
    assertThat(name(player.at(Fault.Point.CREATE, SOME))).isEqualTo("create_stall");
    assertThat(name(player.at(Fault.Point.CREATE, SOME)))
        .as("its retry is not the second job")
        .isEmpty();
    assertThat(name(player.at(Fault.Point.CREATE, new FaultTarget("job-2", "a cat"))))
        .isEqualTo("lost_answer");
  }

  @Test
  void random_faults_depend_on_seed_and_job_not_on_order() {
    List<String> jobs = new ArrayList<>(IntStream.range(0, 300).mapToObj(i -> "job-" + i).toList());
    Map<String, List<String>> inOrder = played(jobs, 7);
    Collections.shuffle(jobs, new Random(1));
    assertThat(played(jobs, 7)).isEqualTo(inOrder);
    assertThat(played(jobs, 8)).isNotEqualTo(inOrder);
  }

  @Test
  void random_faults_fire_about_as_often_as_configured() {
    FaultPlayer player = player("query_cut=20%");
    long played =
        IntStream.range(0, 5000)
            .filter(i -> player.at(Fault.Point.QUERY, new FaultTarget("job-" + i, "")).isPresent())
            .count();
    assertThat(played).isBetween(850L, 1150L);
  }

  @Test
  void new_plan_resets_the_counts() {
    FaultPlayer player = player("job:job-1=query_cut");
    assertThat(player.at(Fault.Point.QUERY, SOME)).isPresent();
    player.set(FaultPlan.parse("job:job-1=query_cut"), 1);
    assertThat(player.at(Fault.Point.QUERY, SOME)).isPresent();
  }

  private static Map<String, List<String>> played(List<String> jobs, long seed) {
    FaultPlayer player = new FaultPlayer(FaultPlan.parse("query_cut=30%,query_stall=30%"), seed);
    Map<String, List<String>> played = new HashMap<>();
    for (int round = 0; round < 3; round++) {
      for (String job : jobs) {
        String name = name(player.at(Fault.Point.QUERY, new FaultTarget(job, "")));
        played.computeIfAbsent(job, first -> new ArrayList<>()).add(name);
      }
    }
    return played;
  }

  private static FaultPlayer player(String plan) {
    return new FaultPlayer(FaultPlan.parse(plan), 1);
  }

  private static String name(Optional<PlannedFault> play) {
    return play.map(PlannedFault::name).orElse("");
  }
}
