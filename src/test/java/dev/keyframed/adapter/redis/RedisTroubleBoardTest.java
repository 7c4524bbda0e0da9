package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.TroubleBoard;
import dev.keyframed.port.TroubleBoard.TroubleNote;
import io.vertx.redis.client.Command;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that other nodes and commands can read the troubles of a node. */
class RedisTroubleBoardTest {
  @RegisterExtension static final StoreFixture REDIS = new StoreFixture();

  private static final Instant THEN = Instant.parse("2026-11-30T10:00:00Z");

  private static TroubleNote note(String node) {
    return new TroubleNote(node, "storage", "full", "no room in /v: free some", THEN);
  }

  @Test
  void troubles_of_each_node_are_listed_until_it_has_none() throws Exception {
    TroubleBoard one = REDIS.namespace("one").troubles();
    TroubleBoard two = REDIS.namespace("two").troubles();
    put(one, List.of(note("one")));
    put(two, List.of(note("two"), note("two")));
    assertThat(all(one)).containsExactlyInAnyOrder(note("one"), note("two"), note("two"));
    put(two, List.of());
    assertThat(all(two)).containsExactly(note("one"));
  }

  @Test
  void troubles_of_a_node_are_omitted_after_minutes_of_silence() throws Exception {
    TroubleBoard one = REDIS.namespace("one").troubles();
    put(one, List.of(note("one")));
    String told = REDIS.command(Command.HGET, REDIS.key("troubles"), "one").toString();
    long seconds = Long.parseLong(told.substring(0, told.indexOf(' '))) - 200;
    String old = seconds + told.substring(told.indexOf(' '));
    assertThat(REDIS.command(Command.HSET, REDIS.key("troubles"), "one", old)).isNotNull();
    assertThat(all(one)).isEmpty();
  }

  private static void put(TroubleBoard board, List<TroubleNote> own) throws Exception {
    board.put(own).await(5, SECONDS);
  }

  private static List<TroubleNote> all(TroubleBoard board) throws Exception {
    return board.all().await(5, SECONDS);
  }
}
