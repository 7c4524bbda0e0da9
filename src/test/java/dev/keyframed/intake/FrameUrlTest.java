package dev.keyframed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameUrlTest {
  private final FrameUrl urls = new FrameUrl(false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a.png",
        "http://example.com:8080/a%2Fb.png?X-Signature=a%20b",
        "HTTPS://EXAMPLE.com./a.png",
        "https://my_bucket.s3.amazonaws.com/a.png",
        "https://93.184.215.14/a.png",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/a.png",
        "https://1.example/a.png"
      })
  void takes_public_urls(String url) {
    assertThat(urls.mistake(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/a.png",
        "https://sub.LOCALHOST./a.png",
        "https://intranet/a.png",
        "https://127.0.0.1/a.png",
        "https://127.1/a.png",
        "https://2130706433/a.png",
        "https://0x7f.0.0.1/a.png",
        "https://0177.0.0.1/a.png",
        "https://1.2.3.256/a.png",
        "https://10.1.2.3/a.png",
        "https://172.16.0.1/a.png",
        "https://192.168.1.1/a.png",
        "https://169.254.169.254/latest",
        "https://100.64.0.1/a.png",
        "https://0.0.0.0/a.png",
        "https://224.0.0.1/a.png",
        "https://255.255.255.255/a.png",
        "https://[::1]/a.png",
        "https://[::ffff:10.0.0.1]/a.png",
        "https://[fd00::1]/a.png",
        "https://[fe80::1]/a.png",
        "https://[64:ff9b::a00:1]/a.png"
      })
  void refuses_what_the_provider_cannot_reach(String url) {
    assertThat(urls.mistake(url)).get().asString().contains("public host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.png",
        "/a.png",
        "https:",
        "https:///a.png",
        "https:a.png",
        "https://user:word@example.com/a.png",
        "https://exa mple.com/a.png",
        "ftp://example.com/a.png",
        "javascript:alert(1)",
        "https://[::1/a.png"
      })
  void refuses_other_texts(String url) {
    assertThat(urls.mistake(url)).isPresent();
    assertThat(new FrameUrl(true).mistake(url)).isPresent();
  }

  @Test
  void takes_private_hosts_where_they_are_allowed() {
    assertThat(new FrameUrl(true).mistake("http://127.0.0.1:8080/a.png")).isEmpty();
  }

  @Test
  void refuses_more_than_2048_characters() {
    String url = "https://example.com/";
    assertThat(urls.mistake(url + "a".repeat(2048 - url.length()))).isEmpty();
    assertThat(urls.mistake(url + "a".repeat(2049 - url.length()))).isPresent();
  }
}
