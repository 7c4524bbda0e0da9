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
  void every_fault_is_known_by_its_name(Fault fault) {
    String name = fault.numbered() ? fault.label() + "_502" : fault.label();
    FaultPlayer player = player("job:job-1=" + name);
    assertThat(player.at(fault.point, SOME)).map(PlannedFault::name).contains(name);
  }

  @Test
  void an_unknown_fault_is_named() {
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
  void a_rule_that_cannot_be_read_is_refused(String rule) {
    assertThatThrownBy(() -> FaultPlan.parse(rule)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_empty_plan_is_the_faithful_service() {
    assertThat(FaultPlan.parse(" ")).isSameAs(FaultPlan.NONE);
  }

  @Test
  void a_scripted_fault_plays_once_or_as_often_as_said_and_for_its_job_alone() {
    FaultPlayer player = player("job:job-1=query_cut,job:job-1=query_code_1000*2");
    assertThat(player.at(Fault.Point.QUERY, new FaultTarget("job-2", ""))).isEmpty();
    assertThat(IntStream.range(0, 4).mapToObj(i -> name(player.at(Fault.Point.QUERY, SOME))))
        .containsExactly("query_cut", "query_code_1000", "query_code_1000", "");
  }

  @Test
  void a_fault_waits_for_its_point() {
    FaultPlayer player = player("job:job-1=download_cut");
    assertThat(player.at(Fault.Point.QUERY, SOME)).isEmpty();
    assertThat(player.at(Fault.Point.DOWNLOAD, SOME)).isPresent();
  }

  @Test
  void jobs_are_found_by_number_and_by_a_word_of_their_prompt() {
    FaultPlayer player = player("nth:2=lost_answer,prompt:fox=create_stall");
    assertThat(name(player.at(Fault.Point.CREATE, SOME))).isEqualTo("create_stall");
    assertThat(name(player.at(Fault.Point.CREATE, SOME)))
        .as("its retry is not the second job")
        .isEmpty();
    assertThat(name(player.at(Fault.Point.CREATE, new FaultTarget("job-2", "a cat"))))
        .isEqualTo("lost_answer");
  }

  @Test
  void chance_is_decided_by_seed_and_job_whatever_the_order() {
    List<String> jobs = new ArrayList<>(IntStream.range(0, 300).mapToObj(i -> "job-" + i).toList());
    Map<String, List<String>> inOrder = played(jobs, 7);
    Collections.shuffle(jobs, new Random(1));
    assertThat(played(jobs, 7)).isEqualTo(inOrder);
    assertThat(played(jobs, 8)).isNotEqualTo(inOrder);
  }

  @Test
  void chance_comes_near_to_its_share() {
    FaultPlayer player = player("query_cut=20%");
    long played =
        IntStream.range(0, 5000)
            .filter(i -> player.at(Fault.Point.QUERY, new FaultTarget("job-" + i, "")).isPresent())
            .count();
    assertThat(played).isBetween(850L, 1150L);
  }

  @Test
  void a_new_plan_begins_from_nothing() {
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
