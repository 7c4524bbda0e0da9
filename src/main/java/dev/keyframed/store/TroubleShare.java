package dev.keyframed.store;

import dev.keyframed.metrics.TroubleRegister;
import dev.keyframed.port.TroubleBoard;
import dev.keyframed.port.TroubleBoard.Note;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts this node's troubles up for others, as long as there are any. For one thread. */
final class TroubleShare {
  private static final Logger log = LoggerFactory.getLogger(TroubleShare.class);

  private final TroubleRegister register;
  private final TroubleBoard board;
  private final String node;
  private boolean shown;

  /**
   * Shares what that register has.
   *
   * @param node the name under which it is put up
   */
  TroubleShare(TroubleRegister register, TroubleBoard board, String node) {
    this.register = register;
    this.board = board;
    this.node = node;
  }

  /** Puts up what lasts now; does nothing while nothing does. */
  void share() {
    List<Note> own =
        register.lasting().stream()
            .map(
                trouble ->
                    new Note(
                        node,
                        trouble.with().label(),
                        trouble.reason(),
                        trouble.words(),
                        trouble.since()))
            .toList();
    if (own.isEmpty() && !shown) {
      return;
    }
    Future<Void> put = board.put(own);
    put.onSuccess(done -> shown = !own.isEmpty())
        .onFailure(fault -> log.debug("troubles cannot be shared: {}", fault.getMessage()));
  }
}
