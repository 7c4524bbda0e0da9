package dev.keyframed.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import dev.keyframed.config.Configuration.LogFormat;
import dev.keyframed.config.Configuration.LogLevel;
import dev.keyframed.config.Configuration.LogSection;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Configures format, level and destination of the log (src/docs/configuration.md). */
public final class Logging {
  private static final String WHAT = "%logger{0}: %msg%replace( %kvp){'^ $', ''}%n%ex{short}";
  private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level " + WHAT;

  private static final Path OUTPUT = Path.of("/proc/self/fd/1");
  private static final Path ERRORS = Path.of("/proc/self/fd/2");

  private Logging() {}

  /** Applies format and level to all later messages. */
  public static void set(LogSection log) {
    set(log, ConsoleTarget.SystemOut);
  }

  /** Logs only errors, and to standard error. */
  public static void errorsAside() {
    set(new LogSection(LogFormat.TEXT, LogLevel.ERROR), ConsoleTarget.SystemErr);
  }

  private static void set(LogSection log, ConsoleTarget target) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget(target.getName());
    boolean journal =
        target == ConsoleTarget.SystemOut && JournalEncoder.isJournal(System.getenv(), OUTPUT);
    // The journal adds time and priority itself.
    Encoder<ILoggingEvent> lines = encoder(log.format(), journal, context);
    console.setEncoder(journal ? new JournalEncoder(lines) : lines);
    console.start();
    root.addAppender(console);
    level(log.level());
  }

  /** Returns text for standard error; for the journal, each line is marked as an error. */
  public static String grave(String text) {
    return JournalEncoder.isJournal(System.getenv(), ERRORS)
        ? text.replaceAll("(?m)^", "<3>")
        : text;
  }

  /**
   * Sets the level of keyframed's messages; of libraries, warnings and errors at most are logged.
   */
  static void level(LogLevel level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Level own = Level.toLevel(level.name());
    context.getLogger("dev.keyframed").setLevel(own);
    Level others = own.isGreaterOrEqual(Level.WARN) ? own : Level.WARN;
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(others);
    // Micrometer warns of each pool that shares a gauge's name with another; no action is possible.
    context.getLogger("io.micrometer").setLevel(Level.ERROR);
    // Text of strangers and of storage hosts is no error of the daemon, and must not fill the log.
    context.getLogger("io.vertx.core.net.impl.ConnectionBase").setLevel(Level.OFF);
    // This logger prints a stack trace for each failed handshake. keyframed gets and logs the
    // failure too.
    context.getLogger("io.vertx.redis.client.impl.RedisConnectionManager").setLevel(Level.OFF);
  }

  /** Returns the encoder of a format, in which each text is one plain line. */
  static Encoder<ILoggingEvent> encoder(LogFormat format, boolean journal, LoggerContext context) {
    if (format == LogFormat.JSON) {
      JsonEncoder encoder = new JsonEncoder();
      // The formatted message is logged, not its template: searches are for the ids in it.
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
