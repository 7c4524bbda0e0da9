package dev.keyframed.service.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.support.frame.UnusableFrameException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a.png",
        "http://example.com:8080/a%2Fb.png?X-Signature=a%20b",
        "HTTPS://EXAMPLE.com./a.png",
        "https://my_bucket.s3.amazonaws.com/a.png",
        "https://93.184.215.14/a.png",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/a.png",
        "https://1.example.org/a.png",
        "https://example.com/a.png",
        "https://example.net:443/a.png",
        "https://localhost.example.com/a.png",
        "https://mytest.dev/a.png",
        "https://local.photos/a.png",
        "https://xn--bcher-kva.example.com/a.png",
        "https://example.com:/a.png",
        "https://[2606:4700:4700::1111]:8443/a.png",
        "https://example.com:65535/a.png"
      })
  void frame_url_with_public_host_is_accepted(String url) {
    assertThat(mistake(url)).isNull();
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
        "https://[64:ff9b::a00:1]/a.png",
        "https://[2001:db8::1]/a.png",
        "http://host.docker.internal/a.png",
        "http://HOST.docker.INTERNAL./a.png",
        "http://metadata.google.internal/a.png",
        "http://nas.local/a.png",
        "http://minio/a.png",
        "http://minio:9000/a.png",
        "http://a_b/a.png",
        "http://files.test/a.png",
        "http://www.example/a.png",
        "http://not.invalid/a.png",
        "http://box.home.arpa/a.png",
        "http://box.lan/a.png",
        "http://box.home/a.png",
        "http://x.localdomain/a.png",
        "http://abcdef.onion/a.png",
        "http://svc.cluster.local:8080/a.png",
        "http://intra.corp/a.png"
      })
  void frame_url_out_of_providers_reach_is_refused(String url) {
    String host = url.replaceFirst("https?://(\\[.*]|[^:/]+).*", "$1").replaceFirst("\\.$", "");
    assertThat(mistake(url)).contains("public host").contains(host.toLowerCase(Locale.ROOT));
  }

  @Test
  void frame_url_message_names_reserved_part_of_host() {
    assertThat(mistake("http://host.docker.internal/a.png")).contains("ends in .internal");
    assertThat(mistake("http://box.home.arpa/a.png")).contains("ends in .home.arpa");
    assertThat(mistake("http://minio/a.png")).contains("minio has no domain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "00", "65536", "99999", "123456", "99999999999999999999"})
  void invalid_port_of_frame_url_is_refused_even_with_private_addresses_allowed(String port) {
    for (String host : new String[] {"example.com", "127.0.0.1", "a_b.example.com"}) {
      String url = "http://" + host + ":" + port + "/a.png";
      assertThat(mistake(url)).startsWith("must name a port from 1 to 65535");
      assertThat(mistake(new FrameUrl(true), url)).startsWith("must name a port from 1 to 65535");
    }
  }

  @Test
  void invalid_port_after_ipv6_literal_of_frame_url_is_named() {
    assertThat(mistake("http://[2606:4700:4700::1111]:99999/a.png")).contains("it is 99999");
    assertThat(mistake(new FrameUrl(true), "http://[::1]:0/a.png")).contains("it is 0");
  }

  @Test
  void frame_url_message_shows_ascii_form_of_host() {
    assertThat(mistake("https://bücher.example.com/a.png"))
        .contains("write it as xn--bcher-kva.example.com");
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
        "https://[::1/a.png",
        "https://a..b.com/a.png",
        "https://.example.com/a.png",
        "https://-a.example.com/a.png",
        "https://example.com:80:80/a.png",
        "https://example.com:8o/a.png",
        "https://[]/a.png",
        "https://%65xample.com/a.png"
      })
  void text_that_is_no_frame_url_is_refused(String url) {
    assertThat(mistake(url)).startsWith("must ");
    assertThat(mistake(new FrameUrl(true), url)).startsWith("must ");
  }

  @Test
  void frame_url_with_private_host_is_accepted_when_allowed() {
    assertThat(mistake(new FrameUrl(true), "http://127.0.0.1:8080/a.png")).isNull();
    assertThat(mistake(new FrameUrl(true), "http://[::1]:8080/a.png")).isNull();
  }

  @Test
  void frame_url_above_8192_characters_is_refused() {
    String url = "https://example.com/";
    assertThat(mistake(url + "a".repeat(2130 - url.length()))).isNull();
    assertThat(mistake(url + "a".repeat(8192 - url.length()))).isNull();
    assertThat(mistake(url + "a".repeat(8193 - url.length()))).contains("at most 8192 characters");
  }

  private static String mistake(String url) {
    return mistake(new FrameUrl(false), url);
  }

  /** Returns the mistake of that URL, or null if there is none. */
  private static String mistake(FrameUrl urls, String url) {
    try {
      urls.check(url);
      return null;
    } catch (UnusableFrameException e) {
      return e.getMessage();
    }
  }
}
