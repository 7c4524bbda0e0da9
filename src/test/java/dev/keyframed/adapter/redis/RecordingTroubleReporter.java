package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.TroubleReporter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Records reported troubles as a register does: each once when it begins and once when it ends. */
final class RecordingTroubleReporter implements TroubleReporter {
  private final Map<String, String> lasting = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

  @Override
  public synchronized void begins(Party with, String reason, String words) {
    if (lasting.put(reason, words) == null) {
      tell("begins " + reason);
    }
  }

  @Override
  public synchronized void ends(Party with, String reason) {
    if (lasting.remove(reason) != null) {
      tell("ends " + reason);
    }
  }

  private void tell(String word) {
    told.add(word);
    news.add(word);
  }

  /** Waits for an expected report as the next one. */
  void awaitNext(String word) throws InterruptedException {
    assertThat(news.poll(20, SECONDS)).isEqualTo(word);
  }

  /** Returns all reports. */
  synchronized List<String> told() {
    return List.copyOf(told);
  }

  /** Returns the words of a trouble that has not ended. */
  synchronized String words(String reason) {
    return lasting.getOrDefault(reason, "");
  }
}
