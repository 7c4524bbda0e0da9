package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.CallbackUrls.Caller;
import dev.keyframed.job.CallbackUrls.SelfCall;
import java.util.List;
import java.util.Optional;

/** Checks the properties of callback URLs for any path, also with a known secret. */
final class CallbackUrlProperties {
  private static final CallbackUrls URLS = new CallbackUrls("keyframed", List.of("new", "old"));

  private CallbackUrlProperties() {}

  /** Fails if a property does not hold. */
  static void check(String path) {
    Optional<Caller> caller = URLS.verify(path);
    Optional<SelfCall> call = URLS.verifySelfCall(path);
    assertThat(caller.isPresent() && call.isPresent()).isFalse();
    // No two texts are one URL.
    caller.ifPresent(found -> assertThat(paths(found)).contains(path));
    call.ifPresent(found -> assertThat(found.path()).isEqualTo(path));
    signed(path);
  }

  /** Checks that any valid job and attempt can be signed and is read back unchanged. */
  private static void signed(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length == 2 && JobId.isValid(parts[0])) {
      Attempt.parse(parts[1])
          .ifPresent(
              attempt -> {
                JobId job = new JobId(parts[0]);
                assertThat(attempt.toString()).isEqualTo(parts[1]);
                assertThat(URLS.verify(URLS.path(job, attempt))).hasValue(new Caller(job, attempt));
              });
    }
  }

  private static List<String> paths(Caller caller) {
    CallbackUrls before = new CallbackUrls("keyframed", List.of("old"));
    return List.of(
        URLS.path(caller.job(), caller.attempt()), before.path(caller.job(), caller.attempt()));
  }
}
