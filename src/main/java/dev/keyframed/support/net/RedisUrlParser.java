package dev.keyframed.support.net;

import dev.keyframed.support.net.RedisEndpoint.Transport;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Parses one Redis URL. Its exceptions repeat nothing of the URL, which may contain a secret. */
final class RedisUrlParser {
  private static final int USUAL_PORT = 6379;
  private static final int LONGEST = 4096;

  /** Limits the bytes of a socket path to the size of a socket address. */
  private static final int LONGEST_PATH = 107;

  private static final String RAW = "@/?#[]%";
  private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?\\.?";

  private final Transport transport;

  /** Holds the text before the last at sign; null if there is none. */
  private final String user;

  /** Holds the text after the login, up to path, query or fragment. */
  private final String host;

  private final String path;
  private final String query;

  RedisUrlParser(String url) {
    require(url.length() <= LONGEST, "must not be longer than " + LONGEST + " characters");
    require(
        url.chars().noneMatch(c -> c <= ' ' || c == 0x7f),
        "must not contain spaces or line breaks: percent-encode them, for example as %20");
    int colon = url.indexOf("://");
    transport = transport(colon < 0 ? "" : url.substring(0, colon));
    String rest = url.substring(colon + 3);
    int at = rest.startsWith("/") ? -1 : rest.lastIndexOf('@');
    user = at < 0 ? null : checkedUser(rest.substring(0, at));
    String place = rest.substring(at + 1);
    require(!place.contains("#"), "must not contain a #: in a password write it as %23");
    int question = place.indexOf('?');
    query = question < 0 ? "" : place.substring(question + 1);
    String noQuery = question < 0 ? place : place.substring(0, question);
    int slash = noQuery.indexOf('/');
    host = slash < 0 ? noQuery : noQuery.substring(0, slash);
    path = slash < 0 ? "" : noQuery.substring(slash);
  }

  private static Transport transport(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    for (Transport known : Transport.values()) {
      if (known.scheme().equals(lower)) {
        return known;
      }
    }
    throw new RedisUrlException("must be a redis://, rediss:// or unix:// URL");
  }

  /**
   * Refuses reserved characters that are not percent-encoded in user or password. Such a character
   * would end this part of the URL, but was meant as a part of user or password.
   */
  private static String checkedUser(String text) {
    TreeSet<String> raw = new TreeSet<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (RAW.indexOf(c) >= 0 && !(c == '%' && isEncoded(text, i))) {
        raw.add(String.valueOf(c));
      }
    }
    if (!raw.isEmpty()) {
      String advice =
          raw.stream()
              .map(c -> "%s as %%%02X".formatted(c, (int) c.charAt(0)))
              .collect(Collectors.joining(", "));
      throw new RedisUrlException(
          "has reserved characters in user or password: percent-encode them, "
              + advice
              + "; or give the password separately as redis.password");
    }
    return text;
  }

  private static boolean isEncoded(String text, int at) {
    return text.length() > at + 2 && text.substring(at + 1, at + 3).matches("[0-9A-Fa-f]{2}");
  }

  RedisEndpoint endpoint() {
    String username = "";
    String password = "";
    if (user != null) {
      int colon = user.indexOf(':');
      username = decoded(colon < 0 ? user : user.substring(0, colon));
      password = colon < 0 ? "" : decoded(user.substring(colon + 1));
    }
    String number = "";
    for (String pair : pairs()) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = pair.substring(equals + 1);
      switch (name) {
        case "db" -> number = value;
        case "user", "username" -> username = decoded(encoded(value));
        case "password" -> password = decoded(encoded(value));
        default ->
            throw new RedisUrlException(
                "accepts only db, user and password after a question mark: in a password"
                    + " write & as %26 and ? as %3F");
      }
    }
    RedisEndpoint bare = transport == Transport.UNIX ? socket(number) : network(number);
    return bare.withLogin(username, password);
  }

  private List<String> pairs() {
    return query.isEmpty() ? List.of() : List.of(query.split("&", -1));
  }

  private static String encoded(String value) {
    for (int i = value.indexOf('%'); i >= 0; i = value.indexOf('%', i + 1)) {
      require(isEncoded(value, i), "has a bare % in user or password: write it as %25");
    }
    return value;
  }

  private RedisEndpoint socket(String number) {
    require(
        host.isEmpty(), "must be unix:// and the absolute path of a socket, such as unix:///run/r");
    String file = decoded(encoded(path));
    require(file.length() > 1, "must be unix:// and the absolute path of a socket");
    require(
        file.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH && file.indexOf('\0') < 0,
        "has a socket path longer than " + LONGEST_PATH + " bytes");
    return of(file, 0, database(number));
  }

  private RedisEndpoint network(String number) {
    String inPath = path.replaceFirst("^/", "");
    require(
        inPath.isEmpty() || number.isEmpty() || inPath.equals(number),
        "names two databases, after the slash and as db: keep one");
    int database = database(inPath.isEmpty() ? number : inPath);
    int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    require(!host.startsWith("[") || end > 0, "has a [ without a closing ]");
    String name = end < 0 ? host : host.substring(0, end);
    String port = end < 0 ? "" : host.substring(end);
    require(port.isEmpty() || port.startsWith(":"), "has unexpected text between host and port");
    require(
        port.indexOf(':', 1) < 0,
        "has more than one colon in host and port: put an IPv6 address in brackets");
    RedisEndpoint found = of(checkedHost(name), port(port), database);
    // The client parses the URL again, and takes localhost for a name that it does not accept.
    require(
        URI.create(found.bareUrl()).getHost() != null,
        "has a host name that is not valid in a URL");
    return found;
  }

  private static String checkedHost(String name) {
    require(!name.isEmpty(), "has no host");
    if (name.startsWith("[")) {
      String address = name.substring(1, name.length() - 1);
      require(
          address.matches("[0-9A-Fa-f:.]+") && isAddress(name), "has no valid IPv6 address in [ ]");
      return address;
    }
    require(
        name.matches(HOST), "has a host name with characters other than letters, digits, . and -");
    return name;
  }

  private static boolean isAddress(String literal) {
    try {
      return InetAddress.getByName(literal) != null; // no DNS query for an address in brackets
    } catch (UnknownHostException none) {
      return false;
    }
  }

  private static int port(String text) {
    String digits = text.replaceFirst("^:", "");
    if (digits.isEmpty()) {
      return USUAL_PORT;
    }
    String wanted = "needs a port from 1 to 65535 after its host";
    require(digits.matches("[0-9]{1,5}"), wanted);
    int port = Integer.parseInt(digits);
    require(port >= 1 && port <= 65535, wanted);
    return port;
  }

  private static int database(String text) {
    require(
        text.matches("[0-9]{0,6}"),
        "must name the database by its number, such as redis://host:6379/3");
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private RedisEndpoint of(String address, int port, int database) {
    return new RedisEndpoint(transport, address, port, database, Optional.empty(), RedisTls.NONE);
  }

  /** Decodes percent-encoded UTF-8 by the rules of URIs: a plus sign stands for itself. */
  private static String decoded(String text) {
    List<Byte> bytes = new ArrayList<>();
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        bytes.add((byte) Integer.parseInt(new String(raw, i + 1, 2, StandardCharsets.UTF_8), 16));
        i += 2;
      } else {
        bytes.add(raw[i]);
      }
    }
    ByteBuffer whole = ByteBuffer.allocate(bytes.size());
    bytes.forEach(whole::put);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(whole.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new RedisUrlException("has percent-encoded bytes that are not UTF-8");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new RedisUrlException(message);
    }
  }
}
