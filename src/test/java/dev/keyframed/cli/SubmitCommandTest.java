package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.cli.CommandFixture.Answer;
import dev.keyframed.job.Job;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitCommandTest extends CommandTestBase {
  private static final String URL = "https://example.com/b.png";
  private static final String NOT_TAKEN = "keyframed: no daemon has taken the job from the queue";

  @TempDir Path files;

  @Test
  void submit_enqueues_the_job_as_given_and_prints_only_its_id() throws Exception {
    Answer answer =
        fixture.run(
            "submit",
            "--id=shot-17",
            "--prompt=A door [Push in]",
            "--first-frame=https://example.com/a.png",
            "--last-frame=" + URL,
            "--duration=10",
            "--resolution=768P",
            "--priority=high",
            "--expires-at=2999-01-01T00:00:00Z",
            "--max-attempts=2",
            "--metadata={\"exact\":1.000000000000000000001}",
            "--no-prompt-optimizer");
    assertThat(answer.err()).startsWith(NOT_TAKEN).hasLineCount(1);
    assertThat(answer.code()).isZero();
    assertThat(answer.lines()).containsExactly("shot-17");
    String job = fixture.nextText();
    assertThat(job).contains("\"metadata\":{\"exact\":1.000000000000000000001}");
    JsonObject parsed = new JsonObject(job);
    parsed.remove("metadata");
    assertThat(parsed)
        .isEqualTo(
            new JsonObject()
                .put("id", "shot-17")
                .put("prompt", "A door [Push in]")
                .put("first_frame_image", "https://example.com/a.png")
                .put("last_frame_image", URL)
                .put("duration", 10)
                .put("resolution", "768P")
                .put("priority", "high")
                .put("expires_at", "2999-01-01T00:00:00Z")
                .put("max_attempts", 2)
                .put("prompt_optimizer", false));
  }

  @Test
  void submit_warns_when_the_id_is_known() throws Exception {
    fixture.queued("shot-17");

    Answer answer = fixture.run("submit", "--id=shot-17", "--last-frame=" + URL);

    assertThat(answer.code()).isZero();
    assertThat(answer.lines()).containsExactly("shot-17");
    assertThat(answer.err()).startsWith("keyframed: job shot-17 exists already and is queued;");
  }

  @Test
  void job_without_own_id_has_the_id_of_its_entry() throws Exception {
    Answer answer = fixture.run("submit", "--last-frame", URL, "--json");
    assertThat(answer.code()).isZero();
    String id = answer.json().getString("job_id");
    assertThat(fixture.run("status", id).out()).contains("waiting");
    assertThat(fixture.takeIn().id().text()).isEqualTo(id);
    assertThat(fixture.run("status", id).out()).contains("queued");
  }

  @Test
  void frame_file_is_embedded_with_the_format_of_its_content() throws Exception {
    Path misnamed = files.resolve("frame.jpg");
    ImageIO.write(
        new BufferedImage(320, 320, BufferedImage.TYPE_INT_RGB), "png", misnamed.toFile());
    Answer answer = fixture.run("submit", "--last-frame", misnamed.toString());
    assertThat(answer.err()).startsWith(NOT_TAKEN).hasLineCount(1);
    String content = Base64.getEncoder().encodeToString(Files.readAllBytes(misnamed));
    assertThat(new JsonObject(fixture.nextText()).getString("last_frame_image"))
        .isEqualTo("data:image/png;base64," + content);
  }

  @Test
  void submit_names_all_mistakes_at_once_and_enqueues_nothing() throws Exception {
    Path text = Files.writeString(files.resolve("text.png"), "not an image");
    Answer answer =
        fixture.run(
            "submit",
            "--first-frame=" + files.resolve("missing.png"),
            "--last-frame=" + text,
            "--duration=7",
            "--priority=urgent",
            "--metadata=[1]");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines().skip(1).map(line -> line.strip().replaceFirst(":.*", "")))
        .containsExactlyInAnyOrder(
            "first_frame_image", "last_frame_image", "duration", "priority", "metadata");
    assertThat(fixture.run("stats", "--json").json().getLong("waiting")).isZero();
  }

  @Test
  void submit_does_not_check_files_of_the_daemon() throws Exception {
    Answer answer =
        fixture.run("submit", "--last-frame=file:b.png", "--set=frames.dir=" + files.resolve("x"));
    assertThat(answer.err()).startsWith(NOT_TAKEN).hasLineCount(1);
    assertThat(new JsonObject(fixture.nextText()).getString("last_frame_image"))
        .isEqualTo("file:b.png");
  }

  @Test
  void unreadable_frame_is_reported_once() {
    Answer answer = fixture.run("submit", "--last-frame=missing.png", "--metadata={}");
    assertThat(answer.err().lines())
        .containsExactly(
            "keyframed: the job was not enqueued:",
            "  last_frame_image: file not found: missing.png");
  }

  @Test
  void submit_wait_prints_the_path_of_the_video() throws Exception {
    RecordingConsole out = new RecordingConsole();
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(
            () -> fixture.run(out, "submit", "--id=w", "--last-frame=" + URL, "--wait"));
    out.await("on the queue");
    Job job = fixture.takeIn();
    assertThat(job.id().text()).isEqualTo("w");
    fixture.succeeded("w", "77");
    Answer answer = waiting.get(20, SECONDS);
    assertThat(answer.code()).isZero();
    assertThat(answer.lines()).first().isEqualTo("w");
    assertThat(answer.lines()).last().isEqualTo("/videos/w.mp4");
  }

  @Test
  void submit_wait_fails_with_the_reason_when_the_job_fails() throws Exception {
    assertThat(fixture.run("submit", "--id=known", "--last-frame=" + URL).code()).isZero();
    assertThat(fixture.takeIn().id().text()).isEqualTo("known");
    fixture.failed("known");
    CompletableFuture<Answer> waiting = submitted("--id=known", "--last-frame=" + URL, "--json");
    fixture.takeInAgain();
    Answer answer = waiting.get(20, SECONDS);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.json().getString("state")).isEqualTo("failed");
    assertThat(answer.err()).contains("known").contains("bad input");
  }

  @Test
  void submit_wait_reports_the_rejection_of_a_different_job_with_a_used_id() throws Exception {
    fixture.queued("known");
    fixture.succeeded("known", "77");
    CompletableFuture<Answer> waiting =
        submitted("--id=known", "--prompt=another", "--last-frame=" + URL, "--json");

    fixture.rejectAsConflict();

    Answer answer = waiting.get(20, SECONDS);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.json().getString("state")).isEqualTo("rejected");
    assertThat(answer.json().getString("job_id")).isNotEqualTo("known");
    assertThat(answer.json().getJsonObject("error").getString("code")).isEqualTo("id_conflict");
  }

  @Test
  void submit_wait_does_not_return_an_older_video_when_the_entry_was_deleted() throws Exception {
    fixture.queued("known");
    fixture.succeeded("known", "77");
    CompletableFuture<Answer> waiting =
        submitted("--id=known", "--prompt=another", "--last-frame=" + URL);

    fixture.dropNextEntry();

    Answer answer = waiting.get(20, SECONDS);
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).contains("has gone from the queue, and job known has other content");
    assertThat(answer.out()).doesNotContain("/videos/known.mp4");
  }

  @Test
  void submit_wait_reports_the_pause_while_the_job_stays_queued() throws Exception {
    assertThat(fixture.run("pause").code()).isZero();
    RecordingConsole err = new RecordingConsole();
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(
            () ->
                fixture.run(
                    new RecordingConsole(),
                    err,
                    "submit",
                    "--id=p",
                    "--last-frame=" + URL,
                    "--wait"));
    assertThat(fixture.takeIn().id().text()).isEqualTo("p");

    err.await("submissions are paused; `resume` lets them go on");

    fixture.succeeded("p", "77");
    assertThat(waiting.get(20, SECONDS).code()).isZero();
  }

  @Test
  void submit_enqueues_metadata_beside_options_as_one_json_object() throws Exception {
    Answer answer =
        fixture.run("submit", "--last-frame=" + URL, "--metadata={\"a\":1}", "--id=m", "--json");

    assertThat(answer.code()).isZero();
    assertThat(new JsonObject(fixture.nextText()).getJsonObject("metadata").getInteger("a"))
        .isEqualTo(1);
  }

  private CompletableFuture<Answer> submitted(String... options) {
    List<String> words = new ArrayList<>(List.of("submit", "--wait"));
    words.addAll(List.of(options));
    return CompletableFuture.supplyAsync(() -> fixture.run(words.toArray(String[]::new)));
  }

  @Test
  void submit_prints_no_warning_when_a_daemon_takes_the_job() throws Exception {
    CompletableFuture<Answer> submitting =
        CompletableFuture.supplyAsync(() -> fixture.run("submit", "--last-frame=" + URL));
    Job job = fixture.takeIn();

    Answer answer = submitting.get(20, SECONDS);

    assertThat(answer.lines()).containsExactly(job.id().text());
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void submit_without_last_frame_is_wrong_usage() {
    Answer answer = fixture.run("submit", "--prompt=x");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("--last-frame");
  }
}
