package dev.keyframed.intake;

import java.util.Set;

/**
 * Knows the names that no host of the internet has: those of IANA's registry of special-use names
 * (RFC 6761 and its successors), those that ICANN keeps out of the root, and names without a
 * domain. {@code example.com} and its like are ordinary names and not among them.
 */
final class SpecialNames {
  /** Last parts that are set aside. */
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

  /** Why a host of that name, in lower case, is not on the internet; null: nothing says so. */
  static String why(String host) {
    int dot = host.lastIndexOf('.');
    String last = host.substring(dot + 1);
    if (RESERVED.contains(last)) {
      String name = last.equals("arpa") && host.endsWith("home.arpa") ? "home.arpa" : last;
      return dot < 0 ? "is not one of the internet" : "is not one: nothing there ends in ." + name;
    }
    return dot < 0 ? "has no domain" : null;
  }
}
