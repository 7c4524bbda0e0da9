package dev.keyframed.submit;

import dev.keyframed.frame.FrameForm;
import dev.keyframed.job.Request;

/**
 * How much the open creations hold in memory: a frame given by value is there as a whole until the
 * provider has it. For one event loop.
 */
final class Freight {
  /** What a file may come to as a data URL; it is not known before it is read. */
  private static final long FILE = 27L << 20;

  private final long most;
  private long loaded;

  /** So many bytes, and the one request with which that is reached. */
  Freight(long most) {
    this.most = most;
  }

  /** Whether nothing more should come. */
  boolean isFull() {
    return loaded >= most;
  }

  /** A request that is to be sent. */
  Load load(Request request) {
    Load load = new Load();
    load.weigh(request);
    return load;
  }

  /** The share of one request. */
  final class Load {
    private long bytes;

    /** It is this by now: what its files come to is known. */
    void weigh(Request request) {
      loaded -= bytes;
      bytes = weight(request.firstFrame()) + weight(request.lastFrame());
      loaded += bytes;
    }

    /** It is sent, or never will be. */
    void end() {
      loaded -= bytes;
      bytes = 0;
    }
  }

  private static long weight(String frame) {
    if (frame == null) {
      return 0;
    }
    return FrameForm.of(frame) == FrameForm.FILE ? FILE : frame.length();
  }
}
