package dev.keyframed.service.intake;

import java.util.Set;

/**
 * Recognises names that no host of the internet has. These are IANA's special-use names (RFC 6761
 * and its successors), those that ICANN keeps out of the root, and names without a domain. {@code
 * example.com} and the like are ordinary names and not among them.
 */
final class SpecialNames {
  /** Top-level labels that are reserved. */
  private static final Set<String> RESERVED =
      Set.of(
          "alt",
          "arpa",
          "corp",
          "example",
          "home",
          "internal",
          "intranet",
          "invalid",
          "lan",
          "local",
          "localdomain",
          "localhost",
          "mail",
          "onion",
          "private",
          "svc",
          "test");

  private SpecialNames() {}

  /**
   * Returns why a host of that lower-case name is not on the internet, or null if no rule applies.
   */
  static String why(String host) {
    int dot = host.lastIndexOf('.');
    String last = host.substring(dot + 1);
    if (RESERVED.contains(last)) {
      String name = last.equals("arpa") && host.endsWith("home.arpa") ? "home.arpa" : last;
      return dot < 0 ? "is not public" : "is not public: no public name ends in ." + name;
    }
    return dot < 0 ? "has no domain" : null;
  }
}
