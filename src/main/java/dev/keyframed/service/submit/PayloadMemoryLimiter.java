package dev.keyframed.service.submit;

import dev.keyframed.job.GenerationRequest;
import dev.keyframed.support.frame.FrameForm;

/**
 * Limits the memory of open creations. For one event loop.
 *
 * <p>A frame given by value is in memory as a whole until the provider has it.
 */
final class PayloadMemoryLimiter {
  /** Largest size of a file as a data URL; the true size is not known before it is read. */
  private static final long FILE = 27L << 20;

  private final long most;
  private long loaded;

  /** Allows that many bytes, and the one request that reaches them. */
  PayloadMemoryLimiter(long most) {
    this.most = most;
  }

  /** Checks whether no further request may start. */
  boolean isFull() {
    return loaded >= most;
  }

  /** Counts a request that is to be sent. */
  Payload load(GenerationRequest request) {
    Payload load = new Payload();
    load.weigh(request);
    return load;
  }

  /** Represents the share of one request. */
  final class Payload {
    private long bytes;

    /** Counts the request anew, once the size of its files is known. */
    void weigh(GenerationRequest request) {
      loaded -= bytes;
      bytes = weight(request.firstFrame()) + weight(request.lastFrame());
      loaded += bytes;
    }

    /** Releases the share: the request is sent, or never will be. */
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
