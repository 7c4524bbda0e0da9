package dev.keyframed.callback;

import dev.keyframed.job.Event.Word;

/** What the provider says on a callback URL (provider-api: callbacks). */
sealed interface Message {

  /** Calls the case of this message. */
  <T> T match(Cases<T> cases);

  /** It asks whether we want the task that it is about to make. */
  record Challenge(String text) implements Message {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * It tells how a task is.
   *
   * @param known whether its status is one of the words that we know
   */
  record Push(String taskId, Word word, boolean known) implements Message {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** It is neither. {@code why} holds nothing of the body. */
  record Unreadable(String why) implements Message {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** One answer for each kind of message. */
  interface Cases<T> {
    T on(Challenge challenge);

    T on(Push push);

    T on(Unreadable unreadable);
  }
}
