package dev.keyframed.service.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.service.callback.CallbackMessage.Challenge;
import dev.keyframed.service.callback.CallbackMessage.StatusPush;
import dev.keyframed.service.callback.CallbackMessage.UnreadableBody;
import io.vertx.core.buffer.Buffer;

/** Checks the guarantees of the parser of callbacks for any bytes. */
final class PushPromises {
  private PushPromises() {}

  /** Fails if a guarantee is broken. */
  static void check(byte[] body) {
    CallbackMessage message = CallbackParser.parse(Buffer.buffer(body));
    assertThat(CallbackParser.parse(Buffer.buffer(body))).isEqualTo(message);
    message.match(new Shape());
  }

  private static final class Shape implements CallbackMessage.MessageCases<Void> {
    @Override
    public Void on(Challenge challenge) {
      assertThat(challenge.text()).isNotEmpty().hasSizeLessThanOrEqualTo(512);
      return null;
    }

    @Override
    public Void on(StatusPush push) {
      // The id becomes part of a key of Redis and of a URL of the provider.
      assertThat(push.taskId()).matches("[!-~]{1,64}");
      assertThat(push.word()).isNotNull();
      return null;
    }

    @Override
    public Void on(UnreadableBody unreadable) {
      assertThat(unreadable.why())
          .isIn("not JSON", "not an object", "neither challenge nor task_id", "not a challenge");
      return null;
    }
  }
}
