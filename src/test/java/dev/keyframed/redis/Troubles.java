package dev.keyframed.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.TroubleReporter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what is reported, as a register does: each trouble once at both ends. */
final class Troubles implements TroubleReporter {
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

  /** Waits for that to be the next thing that is told. */
  void awaitNext(String word) throws InterruptedException {
    assertThat(news.poll(20, SECONDS)).isEqualTo(word);
  }

  /** All that was told. */
  synchronized List<String> told() {
    return List.copyOf(told);
  }

  /** The words of a trouble that lasts. */
  synchronized String words(String reason) {
    return lasting.getOrDefault(reason, "");
  }
}
