package dev.keyframed.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyframed.net.RedisLogin;
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
 * Who may do what in an embedded Redis. Whoever is on this machine may enqueue and read what
 * becomes of it; all else takes a password that is made at each start and lies beside the data, for
 * the daemon's own user alone.
 *
 * <p>Redis reads its data back as its user {@code default}, and drops each transaction in which
 * that one may not do everything (redis 14541, valkey 3983): so it may, but cannot log in, until
 * all is read.
 *
 * @param rules the file of users as Redis reads it; it holds no password
 * @param onceRead the command after which whoever has no password is let in; empty where nobody is
 *     kept out before
 * @param owner who may do everything; empty where everybody may
 */
record RedisUsers(String rules, Optional<String> onceRead, Optional<RedisLogin> owner) {
  private static final String OWNER = "keyframed";
  private static final String RULES = "users.acl";
  private static final String PASSWORD = "redis.password";
  private static final int PASSWORD_BYTES = 32;
  private static final int LONGEST_PASSWORD = 256;

  /**
   * What every client says when it connects, and how it sends several at once. Of CLIENT, COMMAND
   * and SELECT only what looks at nobody else; who can enqueue in another database reaches no job.
   */
  private static final String GREETING =
      "+ping +echo +client|setname +client|getname +client|id%s +select"
          + " +command -command|getkeys -command|getkeysandflags +multi +exec +discard";

  /**
   * To enqueue; to read the streams; to read results and events as a group; to look at a job and
   * its result. A job's request is a string, which no command on hashes reads.
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

  /** Makes a password; whoever has none may do what producers of that namespace do. */
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
   * Writes them where the server and the owner's commands look for them; returns the rules' file.
   */
  Path write(RedisFolder folder) throws IOException {
    if (owner.isPresent()) {
      Path unused = folder.write(PASSWORD, owner.get().password() + "\n");
    }
    return folder.write(RULES, rules);
  }

  /** Returns where the owner's password lies in that folder. */
  static Path password(Path dir) {
    return dir.resolve(PASSWORD);
  }

  /**
   * Returns who may do everything in the embedded Redis of that folder.
   *
   * @throws IOException where it is not there, or not for this user to read
   */
  static RedisLogin read(Path dir) throws IOException {
    Path file = password(dir);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LONGEST_PASSWORD), US_ASCII).strip();
      if (!text.matches("[0-9a-f]{" + 2 * PASSWORD_BYTES + "}")) {
        throw new IOException(file + " holds no password of an embedded Redis");
      }
      return new RedisLogin(OWNER, text);
    }
  }

  /** Removes the password: the server that it was for has ended. */
  static void forget(Path dir) throws IOException {
    Files.deleteIfExists(password(dir));
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return "RedisUsers[" + owner + "]";
  }
}
