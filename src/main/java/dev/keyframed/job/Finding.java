package dev.keyframed.job;

/** Represents the outcome of a query of a task. */
public sealed interface Finding {
  /** Calls the case of this finding. */
  <T> T match(Cases<T> cases);

  /** Reports that the task is at work. */
  record Running() implements Finding {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports that the task succeeded and has a file. */
  record Succeeded(String fileId, int width, int height) implements Finding {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * Reports that the task failed, and is not charged.
   *
   * @param content whether the input was refused: then another attempt would fail as well
   */
  record Failed(boolean content, int code, String message, String traceId) implements Finding {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports that the provider does not know the task. */
  record Unknown(int code, String message) implements Finding {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports that the query itself failed, so nothing is known of the task. */
  record Nothing() implements Finding {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.on(this);
    }
  }

  /** Handles each kind of finding. A new kind does not compile until it has a case. */
  interface Cases<T> {
    T on(Running finding);

    T on(Succeeded finding);

    T on(Failed finding);

    T on(Unknown finding);

    T on(Nothing finding);
  }
}
