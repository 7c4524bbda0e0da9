package dev.keyframed.job;

/** What a query says of a task. */
public sealed interface Finding {
  /** Calls the case of this finding. */
  <T> T match(Cases<T> cases);

  /** At work. */
  record Running() implements Finding {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** Done; the file is there. */
  record Succeeded(String fileId, int width, int height) implements Finding {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * Failed, and not charged.
   *
   * @param content whether the input was refused: then another attempt would fail as well
   */
  record Failed(boolean content, int code, String message, String traceId) implements Finding {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** The provider does not know such a task. */
  record Unknown(int code, String message) implements Finding {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** The query itself failed; nothing was learnt of the task. */
  record Nothing() implements Finding {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** One answer for each kind of finding; a new kind does not compile until it has one. */
  interface Cases<T> {
    T on(Running finding);

    T on(Succeeded finding);

    T on(Failed finding);

    T on(Unknown finding);

    T on(Nothing finding);
  }
}
