package dev.keyframed.poll;

import dev.keyframed.job.Finding;
import dev.keyframed.metrics.Meters;

/** Maps a finding to its metric label. */
final class Found implements Finding.Cases<Meters.Poll> {
  private static final Found CASES = new Found();

  private Found() {}

  static Meters.Poll of(Finding finding) {
    return finding.match(CASES);
  }

  @Override
  public Meters.Poll on(Finding.Running finding) {
    return Meters.Poll.RUNNING;
  }

  @Override
  public Meters.Poll on(Finding.Succeeded finding) {
    return Meters.Poll.SUCCEEDED;
  }

  @Override
  public Meters.Poll on(Finding.Failed finding) {
    return Meters.Poll.FAILED;
  }

  @Override
  public Meters.Poll on(Finding.Unknown finding) {
    return Meters.Poll.UNKNOWN;
  }

  @Override
  public Meters.Poll on(Finding.Nothing finding) {
    return Meters.Poll.ERROR;
  }
}
