package dev.keyframed.app;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import dev.keyframed.support.text.PlainLine;
import java.util.stream.Stream;

/**
 * Wraps a logged exception so that its message, and those of its causes, are one plain line each.
 */
record PlainThrowable(IThrowableProxy proxy) implements IThrowableProxy {
  /** Returns the wrapped exception; null if there is none. */
  static IThrowableProxy of(IThrowableProxy proxy) {
    return proxy == null ? null : new PlainThrowable(proxy);
  }

  @Override
  public String getMessage() {
    String message = proxy.getMessage();
    return message == null ? null : PlainLine.of(message);
  }

  @Override
  public String getClassName() {
    return proxy.getClassName();
  }

  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return proxy.getStackTraceElementProxyArray();
  }

  @Override
  public int getCommonFrames() {
    return proxy.getCommonFrames();
  }

  @Override
  public IThrowableProxy getCause() {
    return of(proxy.getCause());
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    IThrowableProxy[] all = proxy.getSuppressed();
    return all == null
        ? null
        : Stream.of(all).map(PlainThrowable::of).toArray(IThrowableProxy[]::new);
  }

  @Override
  public boolean isCyclic() {
    return proxy.isCyclic();
  }
}
