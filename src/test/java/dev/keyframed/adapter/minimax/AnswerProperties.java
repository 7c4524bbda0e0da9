package dev.keyframed.adapter.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.CreateResult;
import dev.keyframed.job.Finding;
import dev.keyframed.job.QueryResult;
import dev.keyframed.port.Provider.FileLocation;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Checks the guarantees of the readers of the provider's answers for any bytes. */
final class AnswerProperties {
  static final String KEY = "the-key";
  private static final String TASK = "361720188367060";
  private static final String FILE = "361721749176519";

  private AnswerProperties() {}

  /**
   * Fails if a guarantee is broken, for the body as it is, as a broken archive and as a whole one.
   */
  static void check(int status, byte[] body) {
    check(status, null, body);
    check(status, "gzip", body);
    check(status, "deflate", body);
    check(status, "br", body);
    check(status, " X-GZIP", zipped(body));
  }

  private static void check(int status, String encoding, byte[] body) {
    ApiResponse answer =
        ApiResponse.of("api.example.com", status, "t", encoding, Buffer.buffer(body), List.of(KEY));
    CreateResult creation = CreateReader.of(answer);
    QueryResult report = QueryReader.of(answer, TASK);
    FileLocation location = FileReader.of(answer, FILE);

    assertThat(report.finding()).isNotNull();
    messages(answer, creation, report, location).forEach(AnswerProperties::checkMessage);
    checkCreation(status, creation);
    if (report.finding() instanceof Finding.Succeeded succeeded) {
      checkId(succeeded.fileId());
    }
    if (QueryReader.isForeign(answer, TASK)) {
      assertThat(report.finding()).isEqualTo(new Finding.NoAnswer());
    }
    if (location instanceof FileLocation.FileFound found) {
      assertThat(found.urls()).isNotEmpty();
      assertThat(FileReader.isForeign(answer, FILE)).isFalse();
    }
  }

  private static void checkCreation(int status, CreateResult creation) {
    boolean ok = status / 100 == 2;
    if (creation instanceof CreateResult.Created created) {
      assertThat(ok).isTrue();
      checkId(created.taskId());
    }
    if (creation instanceof CreateResult.AnswerLost lost) {
      assertThat(lost.cause()).isNotNull();
    }
    assertThat(creation instanceof CreateResult.AnswerUnreadable && !ok).isFalse();
  }

  private static List<String> messages(
      ApiResponse answer, CreateResult creation, QueryResult report, FileLocation location) {
    List<String> all = new ArrayList<>(Arrays.asList(answer.complaint(), answer.words()));
    if (creation instanceof CreateResult.Refused refused) {
      all.add(refused.message());
    }
    if (report.trouble() != null) {
      all.add(report.trouble().message());
    }
    if (location instanceof FileLocation.FileNotNow not) {
      all.add(not.message());
    }
    return all;
  }

  private static void checkMessage(String message) {
    assertThat(message).doesNotContain(KEY).hasSizeLessThan(600);
    assertThat(message).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  }

  private static void checkId(String id) {
    assertThat(id).matches("[!-~]{1,64}").doesNotMatch("0+|-\\d+");
  }

  private static byte[] zipped(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
