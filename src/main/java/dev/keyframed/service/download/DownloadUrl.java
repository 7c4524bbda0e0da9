package dev.keyframed.service.download;

import java.net.MalformedURLException;
import java.net.URL;

/**
 * Represents a URL to fetch from, unchanged in every character: a signature may cover them.
 *
 * @param host a name, or an address in its brackets
 */
record DownloadUrl(String url, String host, int port) {

  /**
   * Returns the target of that URL, or null if it may not be fetched.
   *
   * @param clearAllowed whether plain HTTP is allowed
   */
  static DownloadUrl of(String text, boolean clearAllowed) {
    try {
      URL url = new URL(text);
      boolean https = url.getProtocol().equals("https");
      boolean http = url.getProtocol().equals("http") && clearAllowed;
      boolean plain = url.getUserInfo() == null && !url.getHost().isEmpty();
      if (!(https || http) || !plain || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
        return null;
      }
      return new DownloadUrl(
          text, url.getHost(), url.getPort() >= 0 ? url.getPort() : url.getDefaultPort());
    } catch (MalformedURLException e) {
      return null;
    }
  }

  /** Returns the URL that a {@code Location} leads to, or an empty text if it is not readable. */
  String resolve(String location) {
    try {
      return new URL(new URL(url), location).toString();
    } catch (MalformedURLException e) {
      return "";
    }
  }
}
