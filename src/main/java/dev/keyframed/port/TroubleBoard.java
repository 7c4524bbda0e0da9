package dev.keyframed.port;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Shares the troubles of each daemon with all readers of the namespace. */
public interface TroubleBoard {
  /**
   * Represents a lasting trouble of a daemon.
   *
   * @param node the daemon's name among the readers of the queue
   * @param with the party of the trouble, such as {@code storage}
   * @param reason one of a few fixed words
   * @param words what is wrong, then what to do
   */
  record TroubleNote(String node, String with, String reason, String words, Instant since) {}

  /** Publishes the lasting troubles of this daemon, in place of the earlier ones. */
  Future<Void> put(List<TroubleNote> notes);

  /**
   * Returns the lasting troubles of all daemons that have published them within the last minutes.
   */
  Future<List<TroubleNote>> all();
}
