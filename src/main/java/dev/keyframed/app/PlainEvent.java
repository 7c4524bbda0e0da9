package dev.keyframed.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import dev.keyframed.support.text.PlainLine;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Wraps a logged event so that each of its texts is one plain line. */
final class PlainEvent implements ILoggingEvent {
  private static final int LONGEST_VALUE = 1000;

  private final ILoggingEvent event;
  private final List<KeyValuePair> values;

  private PlainEvent(ILoggingEvent event, List<KeyValuePair> values) {
    this.event = event;
    this.values = values;
  }

  /** Returns the event with all its values. */
  static PlainEvent of(ILoggingEvent event) {
    return new PlainEvent(event, values(event));
  }

  /** Returns the event without values that its message contains already. */
  PlainEvent saidOnce() {
    String message = getFormattedMessage();
    List<KeyValuePair> more =
        values.stream()
            .filter(pair -> !message.contains((String) pair.value))
            // The value is printed in quotes, so it must contain none.
            .map(pair -> new KeyValuePair(pair.key, ((String) pair.value).replace('"', '\'')))
            .toList();
    return new PlainEvent(event, more);
  }

  private static List<KeyValuePair> values(ILoggingEvent event) {
    List<KeyValuePair> given = event.getKeyValuePairs();
    return given == null
        ? List.of()
        : given.stream()
            .map(
                pair ->
                    new KeyValuePair(
                        pair.key, PlainLine.of(String.valueOf(pair.value), LONGEST_VALUE)))
            .toList();
  }

  @Override
  public String getFormattedMessage() {
    String message = event.getFormattedMessage();
    return message == null ? null : PlainLine.of(message);
  }

  @Override
  public String getMessage() {
    String message = event.getMessage();
    return message == null ? null : PlainLine.of(message);
  }

  @Override
  public Object[] getArgumentArray() {
    return null; // they stand in the message
  }

  @Override
  public List<KeyValuePair> getKeyValuePairs() {
    return values;
  }

  @Override
  public IThrowableProxy getThrowableProxy() {
    return PlainThrowable.of(event.getThrowableProxy());
  }

  @Override
  public Map<String, String> getMDCPropertyMap() {
    return event.getMDCPropertyMap().entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> PlainLine.of(entry.getValue(), LONGEST_VALUE)));
  }

  @Override
  @Deprecated
  @SuppressWarnings({"deprecation", "InlineMeSuggester"})
  public Map<String, String> getMdc() {
    return getMDCPropertyMap();
  }

  @Override
  public String getThreadName() {
    return event.getThreadName();
  }

  @Override
  public Level getLevel() {
    return event.getLevel();
  }

  @Override
  public String getLoggerName() {
    return event.getLoggerName();
  }

  @Override
  public LoggerContextVO getLoggerContextVO() {
    return event.getLoggerContextVO();
  }

  @Override
  public StackTraceElement[] getCallerData() {
    return event.getCallerData();
  }

  @Override
  public boolean hasCallerData() {
    return event.hasCallerData();
  }

  @Override
  public List<Marker> getMarkerList() {
    return event.getMarkerList();
  }

  @Override
  public long getTimeStamp() {
    return event.getTimeStamp();
  }

  @Override
  public int getNanoseconds() {
    return event.getNanoseconds();
  }

  @Override
  public long getSequenceNumber() {
    return event.getSequenceNumber();
  }

  @Override
  public void prepareForDeferredProcessing() {
    event.prepareForDeferredProcessing();
  }
}
