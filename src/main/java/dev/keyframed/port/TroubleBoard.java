package dev.keyframed.port;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Shares the troubles of each node with whoever looks at the namespace. */
public interface TroubleBoard {
  /**
   * A trouble that lasts on a node.
   *
   * @param node the node's name among the readers of the queue
   * @param with what there is trouble with, such as {@code storage}
   * @param reason one of a few fixed words
   * @param words what is wrong, then what to do
   */
  record Note(String node, String with, String reason, String words, Instant since) {}

  /** Puts up what lasts on this node, in the place of what it had up before. */
  Future<Void> put(List<Note> own);

  /** Returns what lasts on any node that has told of it within the last minutes. */
  Future<List<Note>> all();
}
