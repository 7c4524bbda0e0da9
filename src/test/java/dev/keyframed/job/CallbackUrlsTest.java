package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.CallbackUrls.SelfCall;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CallbackUrlsTest {
  private static final JobId JOB = new JobId("1700000000000-0");
  private static final Attempt ATTEMPT = new Attempt(3, "k2m9x0qa");

  private static final String NONCE = "n".repeat(22);

  private final CallbackUrls urls = new CallbackUrls("keyframed", List.of("new", "old"));
  private final String path = urls.path(JOB, ATTEMPT);

  @Example
  void signed_callback_url_is_verified() {
    assertThat(path).matches("/callbacks/1700000000000-0/3-k2m9x0qa/[A-Za-z0-9_-]{22}");
    assertThat(urls.verify(path)).hasValue(new CallbackUrls.Caller(JOB, ATTEMPT));
  }

  @Example
  void callback_url_with_longest_job_id_and_attempt_is_verified() {
    JobId longest = new JobId("x".repeat(64));
    Attempt last = new Attempt(999_999_999, "z".repeat(16));
    assertThat(urls.verify(urls.path(longest, last)))
        .hasValue(new CallbackUrls.Caller(longest, last));
  }

  @Example
  void callback_url_signed_with_previous_secret_is_verified() {
    CallbackUrls before = new CallbackUrls("keyframed", List.of("old"));
    assertThat(urls.verify(before.path(JOB, ATTEMPT))).isPresent();
    assertThat(before.verify(path)).isEmpty();
  }

  @Example
  void callback_url_of_another_namespace_is_refused() {
    assertThat(new CallbackUrls("other", List.of("new", "old")).verify(path)).isEmpty();
  }

  @Property
  void callback_url_with_any_changed_character_is_refused(
      @ForAll @IntRange(max = 100) int where, @ForAll char letter) {
    int at = where % path.length();
    String forged = path.substring(0, at) + letter + path.substring(at + 1);
    assertThat(urls.verify(forged).isPresent()).isEqualTo(forged.equals(path));
  }

  @Property
  void callback_url_verification_refuses_any_text_without_error(@ForAll String text) {
    assertThat(urls.verify(text)).isEmpty();
    assertThat(urls.verify(CallbackUrls.ROOT + text)).isEmpty();
    assertThat(urls.verify(path + text).isPresent()).isEqualTo(text.isEmpty());
  }

  @Example
  void self_call_is_verified_by_every_daemon() {
    SelfCall call = urls.selfCall(NONCE);

    assertThat(call.path()).matches("/callbacks/self\\.check/n{22}/[A-Za-z0-9_-]{22}");
    assertThat(call.path()).doesNotContain(call.answer());
    assertThat(urls.verifySelfCall(call.path())).hasValue(call);
    assertThat(urls.verify(call.path())).isEmpty();
    assertThat(urls.verifySelfCall(path)).isEmpty();
  }

  @Example
  void self_call_signed_with_previous_secret_is_answered_with_that_secret() {
    SelfCall call = new CallbackUrls("keyframed", List.of("old")).selfCall(NONCE);

    assertThat(urls.verifySelfCall(call.path())).hasValue(call);
    assertThat(new CallbackUrls("keyframed", List.of("new")).verifySelfCall(call.path())).isEmpty();
    assertThat(new CallbackUrls("other", List.of("old")).verifySelfCall(call.path())).isEmpty();
  }

  @Property
  void self_call_with_any_changed_character_is_refused(
      @ForAll @IntRange(max = 100) int where, @ForAll char letter) {
    String right = urls.selfCall(NONCE).path();
    int at = where % right.length();
    String forged = right.substring(0, at) + letter + right.substring(at + 1);
    assertThat(urls.verifySelfCall(forged).isPresent()).isEqualTo(forged.equals(right));
    assertThat(urls.verify(forged)).isEmpty();
  }

  @Property
  void self_call_verification_refuses_any_text_without_error(@ForAll String text) {
    assertThat(urls.verifySelfCall(text)).isEmpty();
    assertThat(urls.verifySelfCall(CallbackUrls.ROOT + "self.check/" + text)).isEmpty();
  }
}
