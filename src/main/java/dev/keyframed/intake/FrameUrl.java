package dev.keyframed.intake;

import dev.keyframed.address.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a frame's URL is one that the provider can fetch. Nothing is resolved or fetched here, so
 * this is a help for producers; the guard against private addresses is not to connect.
 */
final class FrameUrl {
  private static final int LONGEST = 2048;
  private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9._-]+)(?::[0-9]{1,5})?");

  /** A name whose last part is a number is an address, whatever its form (WHATWG URL). */
  private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

  private static final Pattern DOTTED =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
  private static final Optional<String> NOT_PUBLIC =
      Optional.of("must name a public host: the provider fetches it from the internet");

  private final boolean allowPrivateAddresses;

  FrameUrl(boolean allowPrivateAddresses) {
    this.allowPrivateAddresses = allowPrivateAddresses;
  }

  /** What is wrong about that URL; empty: nothing. */
  Optional<String> mistake(String url) {
    if (url.length() > LONGEST) {
      return Optional.of("must be a URL of at most " + LONGEST + " characters, or a data URL");
    }
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return Optional.of(
          "must be a public URL, a data URL or file:NAME; other characters of a URL are escaped");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("must be an http or https URL, a data URL or file:NAME");
    }
    if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
      return Optional.of("must not hold a user or password");
    }
    String host = host(uri);
    if (host == null) {
      return Optional.of("must name a host");
    }
    return allowPrivateAddresses || isPublic(host) ? Optional.empty() : NOT_PUBLIC;
  }

  /**
   * Lower case and without a last dot; URI itself finds no host where a name holds an underscore.
   */
  private static String host(URI uri) {
    String host = uri.getHost();
    if (host == null && uri.getRawAuthority() != null) {
      Matcher authority = AUTHORITY.matcher(uri.getRawAuthority());
      host = authority.matches() ? authority.group(1) : null;
    }
    if (host == null) {
      return null;
    }
    String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return plain.toLowerCase(Locale.ROOT);
  }

  private static boolean isPublic(String host) {
    if (host.startsWith("[")) {
      return isPublicAddress(host);
    }
    if (NUMERIC.matcher(host).matches()) {
      return DOTTED.matcher(host).matches() && isPublicAddress(host);
    }
    return host.contains(".") && !host.endsWith(".localhost");
  }

  private static boolean isPublicAddress(String literal) {
    try {
      return PublicAddress.isPublic(InetAddress.getByName(literal)); // nothing is looked up
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
