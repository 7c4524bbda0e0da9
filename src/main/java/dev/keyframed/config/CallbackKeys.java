package dev.keyframed.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Declares the keys of {@code callback}. */
final class CallbackKeys {
  private static final KeySection SECTION = new KeySection();

  static final ConfigKey<Boolean> CALLBACK_ENABLED =
      SECTION.key(
          "callback.enabled",
          KeyType.bool(),
          "true",
          "Whether the provider calls back. If false, tasks are only polled.");

  static final ConfigKey<Optional<URI>> CALLBACK_PUBLIC_URL =
      SECTION.key(
          "callback.public_url",
          KeyType.optional(KeyType.webUrl()),
          "",
          "The URL at which the provider reaches the listener, such as"
              + " https://keyframed.example.com:8443.");

  static final ConfigKey<String> CALLBACK_HOST =
      SECTION.key(
          "callback.host",
          KeyType.text(
              "unix:/[!-~]{0,105}[!-.0-~]|(?!unix:)" + KeyType.HOST,
              "a host name, an IP address, or unix: and the absolute path of a socket"),
          "0.0.0.0",
          "The address to listen on, or unix:/run/keyframed/callback.sock for a proxy on this machine.");

  static final ConfigKey<Integer> CALLBACK_PORT =
      SECTION.key(
          "callback.port", KeyType.port(), "8443", "The port to listen on; 0 takes any free one.");

  static final ConfigKey<Optional<Path>> CALLBACK_TLS_CERT =
      SECTION.tls(
          "callback.tls.cert",
          "Certificate chain in PEM, reloaded when it changes. Without it the listener uses"
              + " plain HTTP, for use behind a proxy.");

  static final ConfigKey<Optional<Path>> CALLBACK_TLS_KEY =
      SECTION.tls("callback.tls.key", "Private key in PEM.");

  static final ConfigKey<Optional<Secret>> CALLBACK_SECRET =
      SECTION.key("callback.secret", KeyType.secretOfBytes(16), "", "Signs the callback URLs.");

  static final ConfigKey<Optional<Path>> CALLBACK_SECRET_FILE =
      SECTION.file("callback.secret_file", "A file with the secret that signs callback URLs.");

  static final ConfigKey<Optional<Secret>> CALLBACK_PREVIOUS_SECRET =
      SECTION.key(
          "callback.previous_secret",
          KeyType.secretOfBytes(16),
          "",
          "The former secret. URLs that it signed are still accepted.");

  static final ConfigKey<Optional<Path>> CALLBACK_PREVIOUS_SECRET_FILE =
      SECTION.file(
          "callback.previous_secret_file",
          "A file with the former secret. URLs that it signed are still accepted.");

  static final ConfigKey<Duration> CALLBACK_SELF_CHECK =
      SECTION.key(
          "callback.self_check",
          KeyType.duration("0s", "1d"),
          "5m",
          "How often the daemon calls its own public_url. 0s: never.");

  private CallbackKeys() {}

  static List<ConfigKey<?>> all() {
    return SECTION.keys();
  }
}
