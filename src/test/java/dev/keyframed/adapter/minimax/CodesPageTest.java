package dev.keyframed.adapter.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.minimax.Codes.Elsewhere;
import dev.keyframed.adapter.minimax.Codes.OnCreate;
import dev.keyframed.docs.Page;
import dev.keyframed.docs.Table;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compares the tables of the provider's page with the table that the daemon goes by. */
class CodesPageTest {
  private static final Page PAGE = Page.of("provider-api.md");
  private static final int HIGHEST = 9999;

  @Test
  void provider_page_lists_the_codes_and_their_effect_on_a_creation() {
    Map<String, String> follows = new TreeMap<>();
    codes().forEach(code -> follows.put(String.valueOf(code), onCreate(Codes.of(code))));

    assertThat(PAGE.section("Codes").table("code").by("on create")).isEqualTo(follows);
  }

  private static IntStream codes() {
    return IntStream.rangeClosed(1, HIGHEST).filter(code -> Codes.of(code) != Codes.OTHER);
  }

  private static String onCreate(Codes row) {
    return switch (row.onCreate()) {
      case THROTTLED -> "no task; pause";
      case ACCOUNT -> hold(row.hold());
      case CONTENT -> "`" + ErrorCode.CONTENT_REFUSED.label() + "`";
      case PARAMETERS -> "`" + ErrorCode.INVALID_PARAMETERS.label() + "`";
      case LOST, PASSING, UNKNOWN_CODE -> "as a lost answer; pause";
    };
  }

  private static String hold(HoldReason hold) {
    return "hold `" + hold.label() + "`";
  }

  @Test
  void provider_page_lists_the_effect_of_codes_on_queries_and_files() {
    Table table = PAGE.section("Codes").table("code");
    Map<String, String> onQuery = table.by("on query");
    Map<String, String> onFile = table.by("on file");
    codes()
        .forEach(
            code -> {
              Elsewhere elsewhere = Codes.of(code).elsewhere();
              assertThat(onQuery.get(String.valueOf(code)))
                  .as("%s on query", code)
                  .startsWith(onQuery(elsewhere));
              assertThat(onFile.get(String.valueOf(code)))
                  .as("%s on file", code)
                  .isEqualTo(onFile(elsewhere));
            });
  }

  /** A balance that is used up says nothing of a task at work, so its hold is not mentioned. */
  private static String onQuery(Elsewhere elsewhere) {
    return switch (elsewhere) {
      case PASSING -> "passing";
      case THROTTLED -> "slower";
      case ACCOUNT -> "";
      case ENDED -> "the task failed";
      case UNKNOWN_ID -> "the id is not known";
    };
  }

  private static String onFile(Elsewhere elsewhere) {
    return switch (elsewhere) {
      case PASSING, ENDED -> "passing";
      case THROTTLED, ACCOUNT -> "waits";
      case UNKNOWN_ID -> "the file is not known";
    };
  }

  @Test
  void provider_page_lists_the_code_that_each_error_type_is_read_as() {
    Map<String, String> readAs = PAGE.section("Types of errors").table("type").by("read as");
    assertThat(readAs).isNotEmpty();
    readAs.forEach(
        (type, code) -> {
          List<String> named = Table.codes(code);
          Codes row =
              type.equals("not_found") ? Codes.NOT_FOUND : Codes.of(Integer.parseInt(named.get(0)));
          assertThat(Codes.ofType(type)).as(type).contains(row);
          assertThat(Codes.ofType(type + "_error")).as(type).contains(row);
        });
    assertThat(Codes.NOT_FOUND.onCreate()).isEqualTo(OnCreate.ACCOUNT);
    assertThat(Table.codes(readAs.get("not_found")))
        .containsExactly(Codes.NOT_FOUND.hold().label());
  }
}
