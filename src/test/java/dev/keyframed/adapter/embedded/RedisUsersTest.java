package dev.keyframed.adapter.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the rights of other users of the machine in an embedded Redis, for each binary. */
class RedisUsersTest {
  private static final List<String> ALLOWED =
      List.of(
          "PING",
          "ECHO hi",
          "HELLO 3",
          "SELECT 0",
          "CLIENT SETNAME producer",
          "CLIENT ID",
          "COMMAND DOCS xadd",
          "XADD {ns}:jobs * job {}",
          "XLEN {ns}:jobs",
          "XRANGE {ns}:jobs - +",
          "XREVRANGE {ns}:jobs + - COUNT 1",
          "XREAD COUNT 1 STREAMS {ns}:jobs 0",
          "XREAD COUNT 1 STREAMS {ns}:jobs {ns}:results {ns}:events 0 0 0",
          "XRANGE {ns}:results - +",
          "XREVRANGE {ns}:events + -",
          "XGROUP CREATE {ns}:results mine 0",
          "XREADGROUP GROUP mine me COUNT 1 STREAMS {ns}:results >",
          "XPENDING {ns}:results mine",
          "XAUTOCLAIM {ns}:results mine me 0 0",
          "XCLAIM {ns}:results mine me 0 1-1",
          "XACK {ns}:results mine 1-1",
          "XINFO GROUPS {ns}:results",
          "XINFO STREAM {ns}:events",
          "HGETALL {ns}:job:a",
          "HGET {ns}:job:a state",
          "HMGET {ns}:job:a state task_id",
          "EXISTS {ns}:job:a",
          "GET {ns}:job:a:result");

  private static final List<String> DENIED =
      List.of(
          "GET {ns}:job:a:request",
          "GET {ns}:job:a:metadata",
          "GETRANGE {ns}:job:a:request 0 9",
          "STRLEN {ns}:job:a:request",
          "DUMP {ns}:job:a:request",
          "SORT {ns}:ready BY nosort GET {ns}:job:a:request",
          "COPY {ns}:job:a:request {ns}:job:b:result",
          "RENAME {ns}:job:a:request {ns}:job:b:result",
          "HSET {ns}:job:a state queued",
          "HDEL {ns}:job:a state",
          "DEL {ns}:job:a",
          "UNLINK {ns}:jobs",
          "EXPIRE {ns}:job:a 1",
          "SET {ns}:job:a:result x",
          "XADD {ns}:results * result x",
          "XADD {ns}:events * job_id a",
          "XADD {other}:jobs * job {}",
          "XDEL {ns}:jobs 1-1",
          "XTRIM {ns}:jobs MAXLEN 0",
          "XREADGROUP GROUP keyframed me COUNT 1 STREAMS {ns}:jobs >",
          "XACK {ns}:jobs keyframed 1-1",
          "XGROUP CREATE {ns}:jobs mine 0",
          "XGROUP DESTROY {ns}:results mine",
          "XGROUP SETID {ns}:results mine $",
          "XGROUP DELCONSUMER {ns}:results mine me",
          "XSETID {ns}:results 99-99",
          "HGETALL {ns}:account",
          "HGETALL {ns}:counts",
          "ZRANGE {ns}:ready 0 -1",
          "ZADD {ns}:ready 1 a",
          "GET {ns}:format",
          "TYPE {ns}:job:a",
          "KEYS *",
          "SCAN 0",
          "RANDOMKEY",
          "DBSIZE",
          "FLUSHALL",
          "FLUSHDB",
          "SWAPDB 0 1",
          "EVAL return%s1 0",
          "EVALSHA 0000000000000000000000000000000000000000 0",
          "EVAL_RO return%s1 0",
          "SCRIPT LOAD return%s1",
          "SCRIPT FLUSH",
          "FUNCTION LIST",
          "FCALL f 0",
          "CONFIG GET dir",
          "CONFIG SET dir /tmp",
          "ACL LIST",
          "ACL WHOAMI",
          "ACL SETUSER default allcommands",
          "DEBUG SLEEP 0",
          "MODULE LOAD /tmp/x.so",
          "SHUTDOWN",
          "REPLICAOF 127.0.0.1 1",
          "PSYNC ? -1",
          "SYNC",
          "SAVE",
          "BGREWRITEAOF",
          "MONITOR",
          "INFO",
          "CLIENT LIST",
          "CLIENT KILL ID 1",
          "CLIENT PAUSE 1000",
          "CLIENT TRACKING ON",
          "COMMAND GETKEYS SET a b",
          "LATENCY DOCTOR",
          "MEMORY USAGE {ns}:jobs",
          "OBJECT ENCODING {ns}:jobs",
          "SLOWLOG GET",
          "PUBSUB CHANNELS",
          "PUBLISH a b",
          "WAIT 0 0",
          "RESTORE {ns}:job:a 0 x",
          "MIGRATE 127.0.0.1 1 {ns}:jobs 0 1");

  /** Tests a result beyond the range of bit shifts, and one that overflows the stack. */
  private static final List<String> CRASHING =
      List.of("return bit.tohex(65535, -2147483648)", "return {unpack({1,2,3}, -2, 2147483647)}");

  @TempDir Path dir;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  private static Request request(List<String> words) {
    Request request = Request.cmd(Command.create(words.get(0)));
    words.stream().skip(1).forEach(request::arg);
    return request;
  }

  private static List<String> words(String command) {
    return Arrays.stream(command.split(" ")).map(word -> word.replace("%s", " ")).toList();
  }

  private static Response say(RedisConnection who, List<String> words) throws Exception {
    return who.send(request(words)).await(10, SECONDS);
  }

  @ParameterizedTest
  @EnumSource(RedisBinary.Source.class)
  void local_user_without_password_may_only_enqueue_and_read(RedisBinary.Source source)
      throws Exception {
    RedisBinary binary =
        source == RedisBinary.Source.BUNDLED ? RedisBinary.bundled() : RedisBinary.find();
    RedisUsers users = RedisUsers.of("ns", binary);
    try (EmbeddedRedis server =
        EmbeddedRedis.start(dir, 0, binary, users, Duration.ofSeconds(40), () -> {})) {
      RedisConnection owner = connect(server.url());
      prepare(owner);
      RedisConnection anybody = connect("redis://127.0.0.1:" + server.port());

      for (String command : ALLOWED) {
        assertThatCode(() -> say(anybody, words(command))).as(command).doesNotThrowAnyException();
      }
      for (String command : DENIED) {
        assertDenied(anybody, words(command));
      }
      for (String script : CRASHING) {
        assertDenied(anybody, List.of("EVAL", script, "0"));
      }
      for (String read : List.of("HGETALL", "HGET", "HMGET")) {
        List<String> words = List.of(read, "{ns}:job:a:request", "x");
        assertThatThrownBy(() -> say(anybody, read.equals("HGETALL") ? words.subList(0, 2) : words))
            .as("a request is no hash")
            .hasMessageStartingWith("WRONGTYPE");
      }
      assertThat(say(owner, List.of("GET", "{ns}:job:a:request"))).hasToString("a prompt");
      assertThat(server.fault()).isEmpty();
    }
  }

  private RedisConnection connect(String url) throws Exception {
    return Redis.createClient(vertx, url).connect().await(10, SECONDS);
  }

  private static void prepare(RedisConnection owner) throws Exception {
    for (String command :
        List.of(
            "HSET {ns}:job:a state queued",
            "SET {ns}:job:a:request a%sprompt",
            "SET {ns}:job:a:metadata secret",
            "SET {ns}:job:a:result {}",
            "ZADD {ns}:ready 1 a",
            "XGROUP CREATE {ns}:jobs keyframed 0 MKSTREAM",
            "XADD {ns}:results 1-1 result {}",
            "XADD {ns}:events 1-1 job_id a")) {
      assertThat(say(owner, words(command))).as(command).isNotNull();
    }
  }

  private static void assertDenied(RedisConnection anybody, List<String> words) {
    assertThatThrownBy(() -> say(anybody, words), String.join(" ", words))
        .hasMessageMatching("(?s)NOPERM .*|ERR (DEBUG|MODULE) command not allowed.*");
  }

  @ParameterizedTest
  @EnumSource(RedisBinary.Source.class)
  void each_start_creates_a_new_password_that_the_acl_file_does_not_contain(
      RedisBinary.Source source) throws Exception {
    RedisBinary binary = new RedisBinary(Path.of("/r"), "8.0.0", source);
    RedisUsers users = RedisUsers.of("ns", binary);
    String password = users.owner().orElseThrow().password();

    assertThat(password).hasSize(64);
    assertThat(RedisUsers.of("ns", binary).owner().orElseThrow().password()).isNotEqualTo(password);
    assertThat(users.onceRead().orElseThrow()).contains("+client|setinfo").doesNotContain(password);
    assertThat(users.rules()).doesNotContain(password);
    assertThat(users.toString()).doesNotContain(password);
  }
}
