package dev.keyframed.service.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyframed.port.JobQueue.Content;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes the fingerprint of a job, which is equal for jobs that ask for the same. The order of
 * fields, white space and explicit defaults make no difference.
 */
final class Fingerprint {
  /**
   * Length in bytes. With 96 bits no two jobs of a namespace are equal by chance, and a hash stores
   * it compactly.
   */
  private static final int BYTES = 12;

  private static final int STEP = 8192;

  private final MessageDigest digest = sha256();
  private final ByteBuffer step = ByteBuffer.allocate(STEP);

  private Fingerprint() {}

  /**
   * Returns the fingerprint of a job.
   *
   * @param given its fields as {@link JobParser#fields} returns them
   * @param usual the defaults of the fields
   * @param metadata its metadata, or null
   */
  static String of(Map<String, Object> given, Map<String, Object> usual, String metadata) {
    Map<String, Object> fields = new TreeMap<>(usual);
    given.forEach(
        (name, value) -> {
          if (value != null) {
            fields.put(name, value);
          }
        });
    if (metadata != null) {
      fields.put(JobParser.METADATA, metadata);
    }
    Fingerprint print = new Fingerprint();
    fields.forEach(print::add);
    return print.text();
  }

  /** The fingerprint of what an entry holds, to the letter. */
  static String of(Content content) {
    Fingerprint print = new Fingerprint();
    if (content instanceof Content.Text text) {
      print.digest.update(text.bytes());
    } else {
      print.addText(content.toString()); // a kind and a number
    }
    return print.text();
  }

  private String text() {
    byte[] whole = digest.digest();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, BYTES));
  }

  /**
   * Adds a field with its kind and length, so that different lists of fields give different texts.
   */
  private void add(String name, Object value) {
    String text = value instanceof Number number ? plain(number) : value.toString();
    char kind = value instanceof String ? 's' : value instanceof Number ? 'n' : 'o';
    addText(name.length() + ":" + name + kind + text.length() + ":");
    addText(text);
  }

  /** Writes a number in one form: 6 and 6.0 are equal. */
  private static String plain(Number number) {
    double value = number.doubleValue();
    long whole = (long) value;
    return number instanceof Double && whole == value ? Long.toString(whole) : number.toString();
  }

  private void addText(String text) {
    CharsetEncoder utf8 =
        UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    CharBuffer letters = CharBuffer.wrap(text);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      result = utf8.encode(letters, step, true);
      digest.update(step.flip());
      step.clear();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
