package dev.keyframed.service.store;

import dev.keyframed.port.TroubleBoard;
import dev.keyframed.port.TroubleBoard.TroubleNote;
import dev.keyframed.support.metrics.TroubleRegister;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes this daemon's troubles for others while there are any. For one thread. */
final class TroublePublisher {
  private static final Logger log = LoggerFactory.getLogger(TroublePublisher.class);

  private final TroubleRegister register;
  private final TroubleBoard board;
  private final String node;
  private boolean published;

  /**
   * Shares the troubles of that register.
   *
   * @param node the name under which they are published
   */
  TroublePublisher(TroubleRegister register, TroubleBoard board, String node) {
    this.register = register;
    this.board = board;
    this.node = node;
  }

  /** Publishes the lasting troubles; does nothing while there are none. */
  void share() {
    List<TroubleNote> notes =
        register.lasting().stream()
            .map(
                trouble ->
                    new TroubleNote(
                        node,
                        trouble.with().label(),
                        trouble.reason(),
                        trouble.words(),
                        trouble.since()))
            .toList();
    if (notes.isEmpty() && !published) {
      return;
    }
    Future<Void> put = board.put(notes);
    put.onSuccess(done -> published = !notes.isEmpty())
        .onFailure(fault -> log.debug("sharing troubles failed, retrying: {}", fault.getMessage()));
  }
}
