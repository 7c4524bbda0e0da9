package dev.keyframed.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.function.Function;

/**
 * Converts every text of an event to plain lines before another encoder writes it.
 *
 * <p>No log call can forge a line that way, not even a library's.
 */
final class PlainEncoder extends EncoderBase<ILoggingEvent> {
  private final Encoder<ILoggingEvent> lines;
  private final Function<ILoggingEvent, ILoggingEvent> plain;

  private PlainEncoder(Encoder<ILoggingEvent> lines, Function<ILoggingEvent, ILoggingEvent> plain) {
    this.lines = lines;
    this.plain = plain;
  }

  /**
   * Returns an encoder that passes all values of an event on to the given one, which must be
   * started.
   */
  static PlainEncoder withAll(Encoder<ILoggingEvent> lines) {
    return new PlainEncoder(lines, PlainEvent::of);
  }

  /**
   * Returns an encoder that omits values that the message contains already; for readers, not
   * programs.
   */
  static PlainEncoder saidOnce(Encoder<ILoggingEvent> lines) {
    return new PlainEncoder(lines, event -> PlainEvent.of(event).saidOnce());
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return lines.encode(plain.apply(event));
  }

  @Override
  public byte[] headerBytes() {
    return lines.headerBytes();
  }

  @Override
  public byte[] footerBytes() {
    return lines.footerBytes();
  }
}
