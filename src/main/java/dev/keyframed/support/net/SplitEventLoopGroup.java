package dev.keyframed.support.net;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutorChooserFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory.EventExecutorChooser;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.util.Arrays;
import java.util.concurrent.ThreadFactory;

/** Creates event loops in two groups: one is handed out in turn, the other is kept apart. */
final class SplitEventLoopGroup extends MultiThreadIoEventLoopGroup {
  private final EventExecutorChooser apart;

  /**
   * Creates both groups.
   *
   * @param shared size of the group that {@link #next} hands out, the first ones
   * @param apart size of the other group
   */
  SplitEventLoopGroup(int shared, int apart, ThreadFactory threads, IoHandlerFactory handlers) {
    super(
        shared + apart,
        new ThreadPerTaskExecutor(threads),
        all -> chooser(Arrays.copyOf(all, shared)),
        handlers);
    EventExecutor[] all = new EventExecutor[shared + apart];
    int found = 0;
    for (EventExecutor each : this) {
      all[found++] = each;
    }
    this.apart = chooser(Arrays.copyOfRange(all, shared, all.length));
  }

  private static EventExecutorChooser chooser(EventExecutor... among) {
    return DefaultEventExecutorChooserFactory.INSTANCE.newChooser(among);
  }

  /** Returns an event loop that {@link #next} never returns. */
  EventLoop nextApart() {
    return (EventLoop) apart.next();
  }
}
