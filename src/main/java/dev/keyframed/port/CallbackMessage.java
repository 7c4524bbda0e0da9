package dev.keyframed.port;

import dev.keyframed.job.machine.Event.ReportedStatus;

/** Represents a message of the provider on a callback URL (src/docs/provider-api.md). */
public sealed interface CallbackMessage {

  /** Calls the case of this message. */
  <T> T match(MessageCases<T> cases);

  /** Asks whether the task that the provider is about to make is wanted. */
  record Challenge(String text) implements CallbackMessage {
    @Override
    public <T> T match(MessageCases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * Names the status of a task.
   *
   * @param known whether its status is a known word
   */
  record StatusPush(String taskId, ReportedStatus status, boolean known)
      implements CallbackMessage {
    @Override
    public <T> T match(MessageCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Represents a body that is neither. {@code why} holds nothing of the body. */
  record UnreadableBody(String reason) implements CallbackMessage {
    @Override
    public <T> T match(MessageCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Handles each kind of message. */
  interface MessageCases<T> {
    T on(Challenge challenge);

    T on(StatusPush push);

    T on(UnreadableBody unreadable);
  }
}
