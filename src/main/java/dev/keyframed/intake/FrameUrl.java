package dev.keyframed.intake;

import dev.keyframed.address.PublicAddress;
import dev.keyframed.frame.UnusableFrameException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees whether a frame's URL is one that the provider can fetch. Nothing is resolved or fetched
 * here, so this is a help for producers; the guard against private addresses is not to connect.
 */
final class FrameUrl {
  /** Presigned URLs with a session's token have some 2,000 characters and more. */
  static final int LONGEST = 8192;

  /** A host and its port; URI itself finds no host where a name holds an underscore. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*)(?::([0-9]*))?");

  /** A name whose last part is a number is an address, whatever its form (WHATWG URL). */
  private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

  private static final Pattern DOTTED =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)(?:(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\\.(?=.)|$))+");

  /** Longest host shown: it is the producer's own text. */
  private static final int LONGEST_SHOWN = 100;

  private static final String PUBLIC =
      "must name a public host, since the provider fetches it from the internet; ";

  private final boolean allowPrivateAddresses;

  FrameUrl(boolean allowPrivateAddresses) {
    this.allowPrivateAddresses = allowPrivateAddresses;
  }

  /** Refuses a URL that is none, or one that is out of the provider's reach. */
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
      throw new UnusableFrameException("must not hold a user or password");
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
          "must be a public URL, a data URL or file:NAME; other characters of a URL are escaped",
          e);
    }
  }

  /** Not lifted by anything: there is no such port. An empty one is the scheme's own. */
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
            PUBLIC + shown(host) + " is a private or reserved address, or none");
      }
      return;
    }
    if (!NAME.matcher(host).matches()) {
      throw new UnusableFrameException(
          "must name a host; " + shown(host) + " is none" + ascii(host));
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
      return PublicAddress.isPublic(InetAddress.getByName(literal)); // nothing is looked up
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** How a name with other letters is written, if it is one. */
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
