package dev.keyframed.adapter.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyframed.support.net.RedisLogin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Defines the users of an embedded Redis and their rights. Every user of the machine may enqueue
 * jobs and read their results. All other commands need a password. It is created at each start, and
 * stored beside the data for the daemon's own user only.
 *
 * <p>Redis loads its data as its user {@code default}, and drops each transaction in which that
 * user lacks a right (redis 14541, valkey 3983). That user therefore has all rights, but cannot log
 * in, until the data is loaded.
 *
 * @param rules the ACL file that Redis reads; it contains no password
 * @param onceRead the command that lets users without a password in; empty if they are let in from
 *     the start
 * @param owner the user with all rights; empty if every user has them
 */
record RedisUsers(String rules, Optional<String> onceRead, Optional<RedisLogin> owner) {
  private static final String OWNER = "keyframed";
  private static final String RULES = "users.acl";
  private static final String PASSWORD = "redis.password";
  private static final int PASSWORD_BYTES = 32;
  private static final int LONGEST_PASSWORD = 256;

  /**
   * Lists the rights that clients need to connect, and to send several commands at once. Of CLIENT
   * and COMMAND it has only subcommands that concern no other connection. A producer that selects
   * another database reaches no job there.
   */
  private static final String GREETING =
      "+ping +echo +client|setname +client|getname +client|id%s +select"
          + " +command -command|getkeys -command|getkeysandflags +multi +exec +discard";

  /**
   * Lists the rights of producers: to enqueue, and to read streams, jobs and results. Results and
   * events may also be read as a group. A job's request is a string, which no command on hashes
   * reads.
   */
  private static final String PRODUCERS =
      "(~{%1$s}:jobs +xadd)"
          + " (%%R~{%1$s}:jobs %%R~{%1$s}:results %%R~{%1$s}:events"
          + " +xread +xrange +xrevrange +xlen +exists)"
          + " (~{%1$s}:results ~{%1$s}:events +xreadgroup +xack +xgroup|create"
          + " +xgroup|createconsumer +xpending +xautoclaim +xclaim"
          + " +xinfo|stream +xinfo|groups +xinfo|consumers)"
          + " (%%R~{%1$s}:job:* +hgetall +hget +hmget +exists)"
          + " (%%R~{%1$s}:job:*:result +get)";

  /**
   * Creates a password for the owner. Users without it get the rights of producers of the
   * namespace.
   */
  static RedisUsers of(String namespace, RedisBinary binary) {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    String rules =
        "user default reset off ~* &* +@all\nuser "
            + OWNER
            + " reset on #"
            + sha256(password)
            + " ~* &* +@all\n";
    String onceRead =
        "ACL SETUSER default reset on nopass "
            + GREETING.formatted(binary.knowsSetInfo() ? " +client|setinfo" : "")
            + " "
            + PRODUCERS.formatted(namespace);
    return new RedisUsers(
        rules, Optional.of(onceRead), Optional.of(new RedisLogin(OWNER, password)));
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Writes rules and password to the files that the server and the owner's commands read. Returns
   * the file of rules.
   */
  Path write(RedisFolder folder) throws IOException {
    if (owner.isPresent()) {
      Path unused = folder.write(PASSWORD, owner.get().password() + "\n");
    }
    return folder.write(RULES, rules);
  }

  /** Returns the path of the owner's password in a folder. */
  static Path password(Path dir) {
    return dir.resolve(PASSWORD);
  }

  /**
   * Reads the login of the owner of the embedded Redis in a folder.
   *
   * @throws IOException if the password is not found, or not readable by this user
   */
  static RedisLogin read(Path dir) throws IOException {
    Path file = password(dir);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LONGEST_PASSWORD), US_ASCII).strip();
      if (!text.matches("[0-9a-f]{" + 2 * PASSWORD_BYTES + "}")) {
        throw new IOException(file + " contains no password of an embedded Redis");
      }
      return new RedisLogin(OWNER, text);
    }
  }

  /** Removes the password after its server has ended. */
  static void forget(Path dir) throws IOException {
    Files.deleteIfExists(password(dir));
  }

  /** Returns a text without the password. */
  @Override
  public String toString() {
    return "RedisUsers[" + owner + "]";
  }
}
