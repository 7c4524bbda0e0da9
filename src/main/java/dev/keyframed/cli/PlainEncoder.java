package dev.keyframed.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.function.Function;

/**
 * Makes every text of an event plain before another encoder writes it, so that no call of the log,
 * a library's neither, can forge a line.
 */
final class PlainEncoder extends EncoderBase<ILoggingEvent> {
  private final Encoder<ILoggingEvent> lines;
  private final Function<ILoggingEvent, ILoggingEvent> plain;

  private PlainEncoder(Encoder<ILoggingEvent> lines, Function<ILoggingEvent, ILoggingEvent> plain) {
    this.lines = lines;
    this.plain = plain;
  }

  /** Hands all values of an event to that encoder, which is started. */
  static PlainEncoder withAll(Encoder<ILoggingEvent> lines) {
    return new PlainEncoder(lines, PlainEvent::of);
  }

  /** Leaves out those values of an event that its message tells: for people. */
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
