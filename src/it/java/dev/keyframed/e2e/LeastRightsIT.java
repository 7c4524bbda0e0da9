package dev.keyframed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.docs.Page;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a daemon whose Redis user has only the rights of the line of the operations page. */
class LeastRightsIT {
  @TempDir Path dir;

  @Test
  void job_runs_to_its_video_with_the_rights_of_the_operations_page() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider())) {
      allow(fixture.redis);
      fixture.start("redis://kf:a+pass@127.0.0.1:" + fixture.redis.port());

      fixture.enqueue(JobJsonFixture.good("one"));

      List<JsonObject> results = fixture.results(1);
      assertThat(results.get(0).getString("state")).isEqualTo("succeeded");
      assertThat(fixture.metrics().lines().filter(line -> line.startsWith("keyframed_trouble{")))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).endsWith(" 0.0"));
    }
  }

  /** Applies the line as an operator would. */
  private static void allow(EmbeddedRedis redis) throws Exception {
    Matcher line =
        Pattern.compile("user keyframed on >PASSWORD (\\S.*)")
            .matcher(String.join("\n", Page.of("operations.md").blocks("")));
    assertThat(line.find()).isTrue();
    List<Object> words = new ArrayList<>(List.of("SETUSER", "kf", "on", ">a+pass"));
    words.addAll(Arrays.asList(line.group(1).split(" ", -1)));
    Vertx vertx = Vertx.vertx();
    Redis user = Redis.createClient(vertx, redis.url());
    Request acl = Request.cmd(Command.ACL, words.toArray());
    assertThat(user.send(acl).await(10, TimeUnit.SECONDS).toString()).isEqualTo("OK");
    user.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }
}
