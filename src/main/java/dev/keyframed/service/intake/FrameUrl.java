package dev.keyframed.service.intake;

import dev.keyframed.support.address.PublicAddress;
import dev.keyframed.support.frame.UnusableFrameException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks whether the provider can fetch a frame's URL. Nothing is resolved or fetched here, so this
 * helps producers only. The protection against private addresses is that the daemon does not
 * connect.
 */
final class FrameUrl {
  /** Limit in characters. Presigned URLs with a session's token have 2,000 and more. */
  static final int LONGEST = 8192;

  /** Matches a host and its port. URI finds no host if a name contains an underscore. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*)(?::([0-9]*))?");

  /** Matches a name whose last label is a number: it is an address in any form (WHATWG URL). */
  private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

  private static final Pattern DOTTED =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)(?:(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\\.(?=.)|$))+");

  /** Limit of a host in a message: it is the producer's own text. */
  private static final int LONGEST_SHOWN = 100;

  private static final String PUBLIC =
      "must name a public host, since the provider fetches it from the internet; ";

  private final boolean allowPrivateAddresses;

  FrameUrl(boolean allowPrivateAddresses) {
    this.allowPrivateAddresses = allowPrivateAddresses;
  }

  /** Refuses a URL that is not valid or not within the provider's reach. */
  void check(String url) throws UnusableFrameException {
    String hint = BareImage.hint(url);
    if (hint != null) {
      throw new UnusableFrameException(hint);
    }
    if (url.length() > LONGEST) {
      throw new UnusableFrameException(
          "must be a URL of at most " + LONGEST + " characters, or a data URL");
    }
    URI uri = parse(url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new UnusableFrameException("must be an http or https URL, a data URL or file:NAME");
    }
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    if (authority.contains("@")) {
      throw new UnusableFrameException("must not contain a user or password");
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches() || parts.group(1).isEmpty()) {
      throw new UnusableFrameException("must name a host");
    }
    checkPort(parts.group(2));
    checkHost(parts.group(1));
  }

  private static URI parse(String url) throws UnusableFrameException {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new UnusableFrameException(
          "must be a public URL, a data URL or file:NAME; escape other characters of a URL", e);
    }
  }

  /**
   * Refuses a port that does not exist, whatever the settings. An empty one is the scheme's own.
   */
  private static void checkPort(String digits) throws UnusableFrameException {
    if (digits == null || digits.isEmpty()) {
      return;
    }
    String port = digits.replaceFirst("^0+(?=.)", "");
    if (port.length() > 5 || Integer.parseInt(port) > 65535 || port.equals("0")) {
      throw new UnusableFrameException(
          "must name a port from 1 to 65535, or none; it is " + shown(port));
    }
  }

  private void checkHost(String written) throws UnusableFrameException {
    String lower = written.toLowerCase(Locale.ROOT);
    String host = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    if (host.startsWith("[") || NUMERIC.matcher(host).matches()) {
      if (!allowPrivateAddresses && !isPublicAddress(host)) {
        throw new UnusableFrameException(
            PUBLIC + shown(host) + " is a private, reserved or invalid address");
      }
      return;
    }
    if (!NAME.matcher(host).matches()) {
      throw new UnusableFrameException(
          "must name a host; " + shown(host) + " is not valid" + ascii(host));
    }
    String special = allowPrivateAddresses ? null : SpecialNames.why(host);
    if (special != null) {
      throw new UnusableFrameException(PUBLIC + shown(host) + " " + special);
    }
  }

  private static boolean isPublicAddress(String literal) {
    if (!literal.startsWith("[") && !DOTTED.matcher(literal).matches()) {
      return false;
    }
    try {
      return PublicAddress.isPublic(InetAddress.getByName(literal)); // no name lookup
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Returns the ASCII form of a name with other letters, if there is one. */
  private static String ascii(String host) {
    if (host.chars().allMatch(letter -> letter < 128)) {
      return "";
    }
    try {
      return ": write it as " + shown(IDN.toASCII(host));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String shown(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
  }
}
