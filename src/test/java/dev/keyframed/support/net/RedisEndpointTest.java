package dev.keyframed.support.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisEndpointTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis://h                        | redis://h:6379          | h:6379           | 0  |      | ",
        "redis://h/                       | redis://h:6379          | h:6379           | 0  |      | ",
        "REDISS://H.example.com:6380/15   | rediss://H.example.com:6380 | H.example.com:6380 | 15 | | ",
        "redis://h:7000/17                | redis://h:7000          | h:7000           | 17 |      | ",
        "redis://h?db=3                   | redis://h:6379          | h:6379           | 3  |      | ",
        "redis://[::1]:6379/2             | redis://[::1]:6379      | [::1]:6379       | 2  |      | ",
        "redis://[fd00::1]                | redis://[fd00::1]:6379  | [fd00::1]:6379   | 0  |      | ",
        "redis://:p+w@h                   | redis://h:6379          | h:6379           | 0  |      | p+w",
        "redis://app:a%40b%2Fc%23d%3Fe%25@h | redis://h:6379        | h:6379           | 0  | app  | a@b/c#d?e%",
        "redis://app:a:b@h                | redis://h:6379          | h:6379           | 0  | app  | a:b",
        "redis://app@h                    | redis://h:6379          | h:6379           | 0  | app  | ",
        "redis://app:@h                   | redis://h:6379          | h:6379           | 0  | app  | ",
        "redis://:L%C3%B6we@h             | redis://h:6379          | h:6379           | 0  |      | Löwe",
        "unix:///run/redis.sock           | unix:///run/redis.sock  | /run/redis.sock  | 0  |      | ",
        "unix:///run/r@1.sock?db=4        | unix:///run/r@1.sock    | /run/r@1.sock    | 4  |      | ",
        "unix:///r.sock?user=a&password=p%26+w | unix:///r.sock     | /r.sock          | 0  | a    | p&+w",
        "unix://a:pw@/r.sock              | unix:///r.sock          | /r.sock          | 0  | a    | pw",
      })
  void redis_url_is_parsed_as_a_uri(
      String url, String bare, String place, int database, String user, String password) {
    RedisEndpoint read = RedisEndpoint.parse(url.strip());

    assertThat(read.bareUrl()).isEqualTo(bare);
    assertThat(read.place()).isEqualTo(place);
    assertThat(read.database()).isEqualTo(database);
    Optional<RedisLogin> login =
        user == null && password == null
            ? Optional.empty()
            : Optional.of(
                new RedisLogin(user == null ? "" : user, password == null ? "" : password));
    assertThat(read.login()).isEqualTo(login);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis://app:Zq@Zx@h       | @ as %40",
        "redis://app:Zq/Zx@h       | / as %2F",
        "redis://app:Zq#Zx@h       | # as %23",
        "redis://app:Zq?Zx@h       | ? as %3F",
        "redis://app:Zq%Zx@h       | % as %25",
        "redis://:Zq%zZ/Zx@h:6379  | % as %25, / as %2F",
        "redis://app:Zq[Zx@h       | [ as %5B",
        "redis://:Zq%FFZx@h        | are not UTF-8",
        "redis://h?password=Zq&Zx  | & as %26",
        "redis://h?password=Zq%Zx  | % in user or password: write it as %25",
        "redis://h?password=Zq#Zx  | write it as %23",
        "unix:///r?password=Zq&Zx  | & as %26",
        "redis://h:ZqZx            | port from 1 to 65535",
        "redis://h/ZqZx            | the database by its number",
      })
  void redis_url_with_reserved_character_in_login_is_refused_without_showing_the_login(
      String url, String advice) {
    assertThatThrownBy(() -> RedisEndpoint.parse(url.strip()))
        .isInstanceOf(RedisUrlException.class)
        .hasMessageContaining(advice)
        .hasNoCause()
        .message()
        .doesNotContain("Zq", "Zx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis",
        "http://h",
        "redis://",
        "redis://:6379",
        "redis://h:0",
        "redis://h:65536",
        "redis://h:6379:1",
        "redis://::1:6379",
        "redis://[::1",
        "redis://[::g]",
        "redis://[::1]6379",
        "redis://h/1/2",
        "redis://h/-1",
        "redis://h/1?db=2",
        "redis://h?client=x",
        "redis://my_redis:6379",
        "redis://a,b",
        "redis://h h",
        "redis://h#x",
        "unix://path",
        "unix:///",
        "unix:///r?db=x",
      })
  void malformed_redis_url_is_refused(String url) {
    assertThatThrownBy(() -> RedisEndpoint.parse(url)).isInstanceOf(RedisUrlException.class);
  }

  @Test
  void redis_login_is_masked_in_every_text_form() {
    RedisEndpoint read = RedisEndpoint.parse("redis://app:hunter2@h:6379/3");

    assertThat(read.toString() + read.login()).doesNotContain("hunter2", "app");
    assertThat(read.shown()).isEqualTo("redis://***@h:6379/3");
    assertThat(RedisEndpoint.parse("unix:///r.sock?password=hunter2&db=1").shown())
        .isEqualTo("unix://***@/r.sock?db=1");
  }

  @Test
  void login_of_the_redis_url_takes_precedence_and_missing_parts_are_filled() {
    assertThat(RedisEndpoint.parse("redis://app@h").withLogin("other", "pw").login())
        .contains(new RedisLogin("app", "pw"));
    assertThat(RedisEndpoint.parse("redis://:pw@h").withLogin("app", "").login())
        .contains(new RedisLogin("app", "pw"));
    assertThat(RedisEndpoint.parse("redis://h").withLogin("", "").login()).isEmpty();
  }
}
