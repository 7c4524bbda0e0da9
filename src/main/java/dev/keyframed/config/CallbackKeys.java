package dev.keyframed.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of {@code callback}. */
final class CallbackKeys {
  private static final KeySection SECTION = new KeySection();

  static final Key<Boolean> CALLBACK_ENABLED =
      SECTION.key(
          "callback.enabled", Kind.bool(), "true", "Without callbacks, tasks are polled only.");

  static final Key<Optional<URI>> CALLBACK_PUBLIC_URL =
      SECTION.key(
          "callback.public_url",
          Kind.optional(Kind.webUrl()),
          "",
          "Where the provider reaches the listener, such as https://keyframed.example.com:8443.");

  static final Key<String> CALLBACK_HOST =
      SECTION.key(
          "callback.host",
          Kind.text(
              "unix:/[!-~]{0,105}[!-.0-~]|(?!unix:)" + Kind.HOST,
              "a host name, an IP address, or unix: and the absolute path of a socket"),
          "0.0.0.0",
          "The address to listen on, or unix:/run/keyframed/callback.sock for a proxy on this machine.");

  static final Key<Integer> CALLBACK_PORT =
      SECTION.key(
          "callback.port", Kind.port(), "8443", "The port to listen on; 0 takes any free one.");

  static final Key<Optional<Path>> CALLBACK_TLS_CERT =
      SECTION.tls(
          "callback.tls.cert",
          "Certificate chain, PEM, read again when it changes. Without it: plain HTTP, for use behind a proxy.");

  static final Key<Optional<Path>> CALLBACK_TLS_KEY =
      SECTION.tls("callback.tls.key", "Private key, PEM.");

  static final Key<Optional<Secret>> CALLBACK_SECRET =
      SECTION.key("callback.secret", Kind.secretOfBytes(16), "", "Signs the callback URLs.");

  static final Key<Optional<Path>> CALLBACK_SECRET_FILE =
      SECTION.file(
          "callback.secret_file", "A file that holds the secret that signs callback URLs.");

  static final Key<Optional<Secret>> CALLBACK_PREVIOUS_SECRET =
      SECTION.key(
          "callback.previous_secret",
          Kind.secretOfBytes(16),
          "",
          "The secret before: URLs it signed are still taken.");

  static final Key<Optional<Path>> CALLBACK_PREVIOUS_SECRET_FILE =
      SECTION.file(
          "callback.previous_secret_file",
          "A file that holds the secret before; URLs it signed are still taken.");

  static final Key<Duration> CALLBACK_SELF_CHECK =
      SECTION.key(
          "callback.self_check",
          Kind.duration("0s", "1d"),
          "5m",
          "How often the daemon calls its own public_url; 0s is never.");

  private CallbackKeys() {}

  static List<Key<?>> all() {
    return SECTION.keys();
  }
}
