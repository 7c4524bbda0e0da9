package dev.keyframed.frame;

import java.util.regex.Pattern;

/** Tells in which form a job gives a frame. */
public enum FrameForm {
  /** The image itself, as {@code data:image/png;base64,...}. */
  DATA("data:"),
  /** A file's name, as {@code file:NAME} below {@code frames.dir}. */
  FILE("file:"),
  /** An address that the provider fetches; also whatever is none of the others. */
  URL("");

  private static final Pattern SCHEME = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*://.*");

  private final String prefix;

  FrameForm(String prefix) {
    this.prefix = prefix;
  }

  /** The form of that frame; schemes are read without case, as URLs have them. */
  public static FrameForm of(String frame) {
    if (DATA.begins(frame)) {
      return DATA;
    }
    return FILE.begins(frame) ? FILE : URL;
  }

  /** Whether that text is a frame as a job has it, and not the path of a file. */
  public static boolean isGiven(String text) {
    return of(text) != URL || SCHEME.matcher(text).matches();
  }

  /** The frame of that name. */
  public static String file(String name) {
    return FILE.prefix + name;
  }

  /** What follows the prefix of a frame of this form. */
  public String rest(String frame) {
    return frame.substring(prefix.length());
  }

  private boolean begins(String frame) {
    return frame.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
