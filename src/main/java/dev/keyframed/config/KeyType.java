package dev.keyframed.config;

import dev.keyframed.support.net.RedisEndpoint;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Defines the values that a key accepts. It has words for the operator, a conversion for the loader
 * and a JSON Schema for editors.
 *
 * @param demand completes "must be"
 * @param schema what JSON Schema can express; it may accept more than the converter, never less
 * @param exposure which part of a value may be displayed
 * @param converter throws {@link IllegalArgumentException} on any other text; only the message of a
 *     {@link RefusedValueException} is used
 */
record KeyType<T>(
    String demand, Map<String, Object> schema, Exposure exposure, Converter<T> converter) {

  static final String HOST = "[A-Za-z0-9.:_-]{1,253}";

  /** Names the part of a value that may appear in messages and in the printed configuration. */
  enum Exposure {
    ALL,
    NO_CREDENTIALS,
    NOTHING
  }

  private KeyType(String demand, Map<String, Object> schema, Converter<T> converter) {
    this(demand, schema, Exposure.ALL, converter);
  }

  boolean secret() {
    return exposure == Exposure.NOTHING;
  }

  /** Returns a value of this kind as it may be printed. */
  String shown(String text) {
    return switch (exposure) {
      case ALL -> text;
      case NO_CREDENTIALS -> RedisUrl.shown(text);
      case NOTHING -> text.isEmpty() ? "" : "***";
    };
  }

  /**
   * Explains why the converter refused a text. The text is quoted only if a valid value could be
   * displayed in full.
   */
  String refusal(String text) {
    return "must be " + demand + (exposure == Exposure.ALL ? ", is \"" + text + "\"" : "");
  }

  /** Accepts a host to listen on. */
  static KeyType<String> host() {
    return text(HOST, "a host name or an IP address");
  }

  /** Accepts a port. 0 takes any free one. */
  static KeyType<Integer> port() {
    return whole(0, 65535);
  }

  static KeyType<Boolean> bool() {
    return new KeyType<>(
        "true or false",
        Map.of("type", "boolean"),
        text -> Boolean.valueOf(matching("true|false", text)));
  }

  static KeyType<Integer> wholeFrom(int least) {
    return new KeyType<>(
        "a whole number of at least " + least,
        Map.of("type", "integer", "minimum", least),
        text -> within(least, whole(text), Integer.MAX_VALUE));
  }

  static KeyType<Integer> whole(int least, int most) {
    return new KeyType<>(
        "a whole number from " + least + " to " + most,
        Map.of("type", "integer", "minimum", least, "maximum", most),
        text -> within(least, whole(text), most));
  }

  /**
   * Accepts an amount of US dollars. It has at most six decimals, because amounts are counted in
   * millionths of a dollar.
   */
  static KeyType<BigDecimal> usd() {
    return new KeyType<>(
        "an amount of US dollars such as 25 or 0.28",
        Map.of("type", "number", "minimum", 0),
        text -> new BigDecimal(matching("[0-9]{1,9}(\\.[0-9]{1,6})?", text)).setScale(6));
  }

  static KeyType<Duration> duration(String least, String most) {
    Duration from = Units.duration(least);
    Duration to = Units.duration(most);
    return new KeyType<>(
        "a duration from " + least + " to " + most + ", such as 500ms, 30s, 10m, 24h or 7d",
        Map.of("type", "string", "pattern", "^" + Units.DURATION + "$"),
        text -> within(from, Units.duration(text), to));
  }

  static KeyType<Long> size(String least, String most) {
    long from = Units.bytes(least);
    long to = Units.bytes(most);
    return new KeyType<>(
        "a size from " + least + " to " + most + ", such as 500KB, 20MB or 1GB",
        Map.of("type", "string", "pattern", "^" + Units.SIZE + "$"),
        text -> within(from, Units.bytes(text), to));
  }

  static <E extends Enum<E>> KeyType<E> oneOf(Class<E> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
    return new KeyType<>(
        "one of " + String.join(", ", names),
        Map.of("type", "string", "enum", names),
        text ->
            Enum.valueOf(type, matching(String.join("|", names), text).toUpperCase(Locale.ROOT)));
  }

  static KeyType<String> text(String pattern, String demand) {
    return new KeyType<>(
        demand,
        Map.of("type", "string", "pattern", "^(" + pattern + ")$"),
        text -> matching(pattern, text));
  }

  static KeyType<Path> path() {
    return new KeyType<>(
        "a path", Map.of("type", "string", "minLength", 1), text -> Path.of(matching(".+", text)));
  }

  static KeyType<URI> webUrl() {
    return new KeyType<>(
        "an http or https URL with a host, and without user, query and fragment",
        Map.of("type", "string", "format", "uri", "pattern", "^[Hh][Tt][Tt][Pp][Ss]?://"),
        WebUrl::parse);
  }

  /** Accepts a Redis URL, or {@code embedded}, which converts to empty. */
  static KeyType<Optional<RedisEndpoint>> redisUrl() {
    return new KeyType<>(
        "embedded, or a redis://, rediss:// or unix:// URL",
        Map.of("type", "string", "pattern", "^(embedded$|[A-Za-z]{4,6}://)"),
        Exposure.NO_CREDENTIALS,
        RedisUrl::parse);
  }

  /**
   * Accepts a token of visible ASCII characters, because it is sent in a request header. Quotes,
   * the header's own words and the beginnings of placeholders are refused: no key contains them.
   */
  static KeyType<Optional<Secret>> token() {
    return secret(
        "the bare key: visible ASCII characters without spaces, without quotes around it and"
            + " without Bearer before it",
        text -> matching("(?i)(?!bearer\\b|authorization:|[$<])[!-~&&[^\"'`]]+", text));
  }

  static KeyType<FileMode> fileMode() {
    return new KeyType<>(
        "a file mode that lets its owner read and write, such as 0640, 0644 or 0660",
        Map.of("type", List.of("string", "integer"), "pattern", "^" + FileMode.PATTERN + "$"),
        text -> new FileMode(matching(FileMode.PATTERN, text)));
  }

  static KeyType<Optional<Secret>> secretOfBytes(int least) {
    return secret(
        "a secret of at least " + least + " bytes",
        text -> {
          require(text.getBytes(StandardCharsets.UTF_8).length >= least);
          return text;
        });
  }

  /** Accepts any text, because the password was chosen for another system. */
  static KeyType<Optional<Secret>> password() {
    return secret("a password", text -> text);
  }

  private static KeyType<Optional<Secret>> secret(String demand, Converter<String> converter) {
    return optional(
        new KeyType<>(
            demand, Map.of(), Exposure.NOTHING, text -> new Secret(converter.convert(text))));
  }

  /** Extends a kind by the empty text, which converts to empty. */
  static <T> KeyType<Optional<T>> optional(KeyType<T> kind) {
    Map<String, Object> schema = new HashMap<>(kind.schema());
    schema.computeIfPresent("type", (name, type) -> List.of(type, "null"));
    return new KeyType<>(
        kind.demand(),
        schema,
        kind.exposure(),
        text -> text.isEmpty() ? Optional.empty() : Optional.of(kind.converter().convert(text)));
  }

  private static String matching(String pattern, String text) {
    require(text.matches(pattern));
    return text;
  }

  private static int whole(String text) {
    return Integer.parseInt(matching("0|[1-9][0-9]*", text));
  }

  private static <C extends Comparable<C>> C within(C least, C value, C most) {
    require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
    return value;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
  }
}
