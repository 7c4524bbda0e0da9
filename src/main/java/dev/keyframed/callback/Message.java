package dev.keyframed.callback;

import dev.keyframed.job.Event.Word;

/** Represents a message of the provider on a callback URL (src/docs/provider-api.md). */
sealed interface Message {

  /** Calls the case of this message. */
  <T> T match(Cases<T> cases);

  /** Asks whether the task that the provider is about to make is wanted. */
  record Challenge(String text) implements Message {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * Names the status of a task.
   *
   * @param known whether its status is a known word
   */
  record Push(String taskId, Word word, boolean known) implements Message {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** Represents a body that is neither. {@code why} holds nothing of the body. */
  record Unreadable(String why) implements Message {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** Handles each kind of message. */
  interface Cases<T> {
    T on(Challenge challenge);

    T on(Push push);

    T on(Unreadable unreadable);
  }
}
