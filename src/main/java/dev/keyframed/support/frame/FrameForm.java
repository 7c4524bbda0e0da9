package dev.keyframed.support.frame;

import java.util.regex.Pattern;

/** Names the form in which a job gives a frame. */
public enum FrameForm {
  /** The image itself, as {@code data:image/png;base64,...}. */
  DATA("data:"),
  /** The name of a file, as {@code file:NAME} below {@code frames.dir}. */
  FILE("file:"),
  /** An address that the provider fetches; also every text of no other form. */
  URL("");

  private static final Pattern SCHEME = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*://.*");

  private final String prefix;

  FrameForm(String prefix) {
    this.prefix = prefix;
  }

  /** Returns the form of that frame. Schemes are read without case, as in URLs. */
  public static FrameForm of(String frame) {
    if (DATA.begins(frame)) {
      return DATA;
    }
    return FILE.begins(frame) ? FILE : URL;
  }

  /** Checks whether that text is a frame in a job's form, and not the path of a file. */
  public static boolean isGiven(String text) {
    return of(text) != URL || SCHEME.matcher(text).matches();
  }

  /** Returns the frame of the file of that name. */
  public static String file(String name) {
    return FILE.prefix + name;
  }

  /** Returns the text after the prefix of this form. */
  public String rest(String frame) {
    return frame.substring(prefix.length());
  }

  private boolean begins(String frame) {
    return frame.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
