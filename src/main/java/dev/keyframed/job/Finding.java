package dev.keyframed.job;

/** Represents the outcome of a query of a task. */
public sealed interface Finding {
  /** Calls the case of this finding. */
  <T> T match(FindingCases<T> cases);

  /** Reports that the task is at work. */
  record Running() implements Finding {
    @Override
    public <T> T match(FindingCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports that the task succeeded and has a file. */
  record Succeeded(String fileId, int width, int height) implements Finding {
    @Override
    public <T> T match(FindingCases<T> cases) {
      return cases.on(this);
    }
  }

  /**
   * Reports that the task failed, and is not charged.
   *
   * @param content whether the input was refused: then another attempt would fail as well
   */
  record GenerationFailed(boolean content, int code, String message, String traceId)
      implements Finding {
    @Override
    public <T> T match(FindingCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports that the provider does not know the task. */
  record TaskUnknown(int code, String message) implements Finding {
    @Override
    public <T> T match(FindingCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Reports that the query itself failed, so nothing is known of the task. */
  record NoAnswer() implements Finding {
    @Override
    public <T> T match(FindingCases<T> cases) {
      return cases.on(this);
    }
  }

  /** Handles each kind of finding. A new kind does not compile until it has a case. */
  interface FindingCases<T> {
    T on(Running finding);

    T on(Succeeded finding);

    T on(GenerationFailed finding);

    T on(TaskUnknown finding);

    T on(NoAnswer finding);
  }
}
