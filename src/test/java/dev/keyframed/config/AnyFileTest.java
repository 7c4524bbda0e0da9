package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class AnyFileTest {

  private static Path directory;

  @BeforeContainer
  static void make() throws IOException {
    directory = Files.createTempDirectory("keyframed");
  }

  @AfterContainer
  static void remove() throws IOException {
    Files.deleteIfExists(directory.resolve("keyframed.yaml"));
    Files.delete(directory);
  }

  @Property(tries = 500)
  void configuration_file_with_any_content_is_accepted_or_refused_with_a_message(
      @ForAll("lines") List<String> lines) throws IOException {
    ConfigFixture given = new ConfigFixture(directory, lines.toArray(String[]::new));

    assertThat(given.problems())
        .noneMatch(problem -> problem.contains("Exception") || problem.contains("null"));
  }

  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> known =
        Arbitraries.of(
            "provider:",
            "  base_url: https://a.example",
            "  api_key_file: \"\\0\"",
            "callback: &c",
            "  tls: *c",
            "  tls: {cert: [a], key: }",
            "poll: !!java.net.URL [x]",
            "prices: {768P_6s: .inf}",
            "budget: {daily_usd: 1e99}",
            "<<: *c",
            "? {a: b}",
            "- a",
            "---",
            "...",
            "%YAML 9.9",
            "namespace: |",
            "  'unclosed",
            "log: {level: \"\\x41\"}");
    return Arbitraries.oneOf(known, Arbitraries.strings().ascii().ofMaxLength(12))
        .list()
        .ofMaxSize(8);
  }
}
