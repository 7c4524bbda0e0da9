package dev.keyframed.e2e;

import static dev.keyframed.e2e.CallbackFlowFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.Job;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that callbacks without a valid signature cause no Redis command. */
final class ForgedCallbacksIT {
  private static final int REQUESTS = 1000;
  private static final int AT_ONCE = 50;
  private static final String PUSH = "{\"task_id\":\"7\",\"status\":\"success\"}";

  @Test
  void flood_of_forged_callbacks_sends_no_command_to_redis() throws Exception {
    try (CallbackFlowFixture fixture = new CallbackFlowFixture()) {
      Job job = fixture.submit("job-1");
      CallbackUrls guessed = new CallbackUrls("keyframed", List.of("a secret that was guessed"));
      Map<String, Long> before = fixture.operations();
      for (int sent = 0; sent < REQUESTS; sent += AT_ONCE) {
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = sent; i < sent + AT_ONCE; i++) {
          String path = guessed.path(job.id(), new Attempt(1 + i, "k2m9"));
          answers.add(fixture.post(path, PUSH).map(answer -> answer.statusCode()));
        }
        assertThat(get(Future.all(answers)).<Integer>list()).containsOnly(404);
      }

      assertThat(fixture.operations()).isEqualTo(before);
      assertThat(get(fixture.post(job, PUSH)).statusCode()).isEqualTo(200);
      assertThat(fixture.operations()).isNotEqualTo(before);
    }
  }
}
