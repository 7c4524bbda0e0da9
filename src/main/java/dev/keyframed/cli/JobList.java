package dev.keyframed.cli;

import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.adapter.redis.NamespaceClient.Line;
import dev.keyframed.adapter.redis.NamespaceClient.Place;
import dev.keyframed.job.State;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Lists jobs from the indexes in Redis: first those that have not ended, then ended ones, latest
 * first.
 *
 * <p>It reads page by page, and no more than it needs, so that Redis is never blocked for long.
 */
final class JobList {
  private static final int PAGE = 200;

  private final NamespaceSession namespace;
  private final NamespaceClient client;
  private final State wanted;
  private final Set<String> seen = new HashSet<>();
  private final List<JsonObject> found = new ArrayList<>();

  /**
   * Creates a list that can be read once.
   *
   * @param wanted the state of the jobs to list; null: every state
   */
  JobList(NamespaceSession namespace, State wanted) {
    this.namespace = namespace;
    this.client = namespace.client();
    this.wanted = wanted;
  }

  /** Reads at most {@code limit} jobs. */
  List<JsonObject> read(int limit) throws TimeoutException {
    // The count in Redis ends the search in a long index once all jobs of a rare state are found.
    long total = wanted == null ? limit : namespace.get(client.count(wanted));
    int enough = (int) Math.min(limit, total);
    for (Line line : lines()) {
      read(line, enough);
    }
    return found;
  }

  private List<Line> lines() {
    if (wanted == null) {
      return List.of(Line.values());
    }
    return switch (wanted) {
      case QUEUED -> List.of(Line.READY, Line.DUE);
      case SUBMITTING, UNCERTAIN, GENERATING -> List.of(Line.DUE);
      case DOWNLOADING -> List.of(Line.DOWNLOADS);
      case SUCCEEDED, FAILED, CANCELLED, REJECTED -> List.of(Line.ENDED);
    };
  }

  private void read(Line line, int enough) throws TimeoutException {
    for (long from = 0; found.size() < enough; from += PAGE) {
      List<Place> page = namespace.get(client.places(line, from, PAGE));
      if (page.isEmpty()) {
        return;
      }
      add(
          page.stream().filter(this::mayBeWanted).map(Place::id).filter(seen::add).toList(),
          enough);
    }
  }

  private boolean mayBeWanted(Place place) {
    return wanted == null || place.ended() == null || place.ended() == wanted;
  }

  private void add(List<String> ids, int enough) throws TimeoutException {
    List<Map<String, String>> hashes = namespace.get(client.jobs(ids));
    for (int at = 0; at < ids.size() && found.size() < enough; at++) {
      Map<String, String> hash = hashes.get(at); // empty where it has expired since
      boolean fits = wanted == null || wanted.label().equals(hash.get("state"));
      if (!hash.isEmpty() && fits) {
        found.add(JobView.of(ids.get(at), hash));
      }
    }
  }
}
