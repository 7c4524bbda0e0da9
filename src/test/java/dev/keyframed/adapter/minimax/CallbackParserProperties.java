package dev.keyframed.adapter.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.CallbackMessage;
import dev.keyframed.port.CallbackMessage.Challenge;
import dev.keyframed.port.CallbackMessage.StatusPush;
import dev.keyframed.port.CallbackMessage.UnreadableBody;

/** Checks the guarantees of the parser of callbacks for any bytes. */
final class CallbackParserProperties {
  private CallbackParserProperties() {}

  /** Fails if a guarantee is broken. */
  static void check(byte[] body) {
    CallbackMessage message = new MiniMaxCallbacks().read(body);
    assertThat(new MiniMaxCallbacks().read(body)).isEqualTo(message);
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
      assertThat(push.status()).isNotNull();
      return null;
    }

    @Override
    public Void on(UnreadableBody unreadable) {
      assertThat(unreadable.reason())
          .isIn("not JSON", "not an object", "neither challenge nor task_id", "not a challenge");
      return null;
    }
  }
}
