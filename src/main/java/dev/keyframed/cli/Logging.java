package dev.keyframed.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import dev.keyframed.config.Configuration.Log;
import dev.keyframed.config.Configuration.LogFormat;
import dev.keyframed.config.Configuration.LogLevel;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log looks like and how much of it there is (contract: {@code log.format}, {@code
 * log.level}).
 */
final class Logging {
  private static final String WHAT = "%logger{0}: %msg%replace( %kvp){'^ $', ''}%n%ex{short}";
  private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level " + WHAT;

  private static final Path OUTPUT = Path.of("/proc/self/fd/1");
  private static final Path ERRORS = Path.of("/proc/self/fd/2");

  private Logging() {}

  /** Sets it, from now on. */
  static void set(Log log) {
    set(log, ConsoleTarget.SystemOut);
  }

  /** Errors alone, and beside the output. */
  static void errorsAside() {
    set(new Log(LogFormat.TEXT, LogLevel.ERROR), ConsoleTarget.SystemErr);
  }

  private static void set(Log log, ConsoleTarget target) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget(target.getName());
    boolean journal =
        target == ConsoleTarget.SystemOut && JournalEncoder.isJournal(System.getenv(), OUTPUT);
    // The journal has a time and a priority of its own.
    Encoder<ILoggingEvent> lines = encoder(log.format(), journal, context);
    console.setEncoder(journal ? new JournalEncoder(lines) : lines);
    console.start();
    root.addAppender(console);
    level(log.level());
  }

  /** Returns text for standard error as it goes there: the journal counts each line as an error. */
  static String grave(String text) {
    return JournalEncoder.isJournal(System.getenv(), ERRORS)
        ? text.replaceAll("(?m)^", "<3>")
        : text;
  }

  /** How much: our own at that level, the libraries' warnings at most. */
  static void level(LogLevel level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Level own = Level.toLevel(level.name());
    context.getLogger("dev.keyframed").setLevel(own);
    Level others = own.isGreaterOrEqual(Level.WARN) ? own : Level.WARN;
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(others);
    // It warns of each pool that shares a gauge's name with another one: nothing to act on.
    context.getLogger("io.micrometer").setLevel(Level.ERROR);
    // What a stranger or a storage host sends is no error of ours, and its words are not for the
    // log.
    context.getLogger("io.vertx.core.net.impl.ConnectionBase").setLevel(Level.OFF);
    // Each failed handshake with a stack trace; the same failure reaches us, who say it once.
    context.getLogger("io.vertx.redis.client.impl.RedisConnectionManager").setLevel(Level.OFF);
  }

  /** Returns what makes the lines of that format; each text within one is plain. */
  static Encoder<ILoggingEvent> encoder(LogFormat format, boolean journal, LoggerContext context) {
    if (format == LogFormat.JSON) {
      JsonEncoder encoder = new JsonEncoder();
      // What is said, not how it is put together: the ids in it are what is searched for.
      encoder.setWithFormattedMessage(true);
      encoder.setWithMessage(false);
      encoder.setWithArguments(false);
      encoder.setContext(context);
      encoder.start();
      return PlainEncoder.withAll(encoder);
    }
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(journal ? WHAT : PATTERN);
    encoder.start();
    return PlainEncoder.saidOnce(encoder);
  }
}
