package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.cli.CommandFixture.Answer;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.AccountEvent;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how commands show texts of producers and the provider. */
class ForeignTextTest extends CommandTestBase {
  private static final String FORGED =
      "x\njob_id  other\r\u001b[2J\u009b31m\u202e\u2028\udb40\udc41y";
  private static final String UNSEEN = "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u202e\\udb40]";

  @Test
  void commands_escape_line_breaks_and_colours_of_foreign_texts() throws Exception {
    fixture.queued("a");
    fixture.generating("a", "7" + FORGED);
    fixture.queued("b", new JsonObject().put("k" + FORGED, "v" + FORGED).encode());
    fixture.failed("b", FORGED);
    fixture.account(new AccountEvent.HoldReported(HoldReason.KEY, FORGED, null));

    for (String command : List.of("status a", "status b", "list", "stats")) {
      Answer shown = fixture.run(command.split(" "));

      assertThat(shown.out()).as(command).doesNotContainPattern(UNSEEN);
      assertThat(shown.lines()).as(command).noneMatch(line -> line.startsWith("job_id  other"));
    }
    assertThat(fixture.run("status", "b").lines())
        .filteredOn(line -> line.startsWith("metadata."))
        .singleElement()
        .asString()
        .contains("vx job_id  other \\u001b[2J\\u009b31m\\u202e \\udb40\\udc41y");
    assertThat(fixture.run("resume").err()).contains("held by the provider").hasLineCount(1);
  }

  @Test
  void json_output_keeps_values_and_escapes_control_characters() throws Exception {
    fixture.queued("a", new JsonObject().put("k", FORGED).encode());
    fixture.failed("a");

    Answer status = fixture.run("status", "a", "--json");

    assertThat(status.out()).doesNotContainPattern(UNSEEN).hasLineCount(1);
    assertThat(status.json().getJsonObject("metadata").getString("k")).isEqualTo(FORGED);
    assertThat(fixture.run("list", "--json").out()).doesNotContainPattern(UNSEEN);
  }

  @Test
  void wrong_argument_is_reported_in_one_plain_line() {
    for (String[] wrong :
        List.of(
            new String[] {"status", "a" + FORGED},
            new String[] {"list", "--state=" + FORGED},
            new String[] {"list", "--" + FORGED},
            new String[] {"sandbox", "--fault=" + FORGED},
            new String[] {FORGED})) {
      Answer answer = CommandFixture.runAlone(wrong);

      assertThat(answer.code()).isEqualTo(2);
      assertThat(answer.err()).doesNotContainPattern(UNSEEN);
      assertThat(answer.err().lines()).noneMatch(line -> line.startsWith("job_id  other"));
    }
  }

  @Test
  void record_stores_provider_text_as_a_bounded_plain_line() throws Exception {
    fixture.queued("a");
    fixture.failed("a", FORGED.repeat(1000));

    String message = fixture.find("a").failure().message();

    assertThat(message).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028]").endsWith("...");
    assertThat(message.length()).isLessThanOrEqualTo(1000);
  }
}
