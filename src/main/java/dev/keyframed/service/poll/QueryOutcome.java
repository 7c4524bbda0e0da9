package dev.keyframed.service.poll;

import dev.keyframed.job.Finding;
import dev.keyframed.support.metrics.Meters;

/** Maps a finding to its metric label. */
final class QueryOutcome implements Finding.FindingCases<Meters.PollOutcome> {
  private static final QueryOutcome CASES = new QueryOutcome();

  private QueryOutcome() {}

  static Meters.PollOutcome of(Finding finding) {
    return finding.match(CASES);
  }

  @Override
  public Meters.PollOutcome on(Finding.Running finding) {
    return Meters.PollOutcome.RUNNING;
  }

  @Override
  public Meters.PollOutcome on(Finding.Succeeded finding) {
    return Meters.PollOutcome.SUCCEEDED;
  }

  @Override
  public Meters.PollOutcome on(Finding.GenerationFailed finding) {
    return Meters.PollOutcome.FAILED;
  }

  @Override
  public Meters.PollOutcome on(Finding.TaskUnknown finding) {
    return Meters.PollOutcome.UNKNOWN;
  }

  @Override
  public Meters.PollOutcome on(Finding.NoAnswer finding) {
    return Meters.PollOutcome.ERROR;
  }
}
