package dev.keyframed.app;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import dev.keyframed.support.text.PlainLine;
import java.util.stream.Stream;

/**
 * Wraps a logged exception so that its message, and those of its causes, are one plain line each.
 */
record PlainThrowable(IThrowableProxy thrown) implements IThrowableProxy {
  /** Returns the wrapped exception; null if there is none. */
  static IThrowableProxy of(IThrowableProxy thrown) {
    return thrown == null ? null : new PlainThrowable(thrown);
  }

  @Override
  public String getMessage() {
    String message = thrown.getMessage();
    return message == null ? null : PlainLine.of(message);
  }

  @Override
  public String getClassName() {
    return thrown.getClassName();
  }

  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return thrown.getStackTraceElementProxyArray();
  }

  @Override
  public int getCommonFrames() {
    return thrown.getCommonFrames();
  }

  @Override
  public IThrowableProxy getCause() {
    return of(thrown.getCause());
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    IThrowableProxy[] all = thrown.getSuppressed();
    return all == null
        ? null
        : Stream.of(all).map(PlainThrowable::of).toArray(IThrowableProxy[]::new);
  }

  @Override
  public boolean isCyclic() {
    return thrown.isCyclic();
  }
}
