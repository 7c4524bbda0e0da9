package dev.keyframed.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the examples of the README unchanged. */
public final class Readme {
  private static final Path FILE = Path.of("README.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w+)\\n(.*?)^\\1```$");

  private Readme() {}

  /** Returns the code blocks of a language in a section. */
  public static List<String> blocks(String section, String language) throws IOException {
    return blocks(section(section), Pattern.compile(Pattern.quote(language)));
  }

  /** Returns all code blocks of a language. */
  public static List<String> blocks(String language) throws IOException {
    return blocks(Files.readString(FILE), Pattern.compile(Pattern.quote(language)));
  }

  private static List<String> blocks(String text, Pattern language) {
    List<String> found = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(text); block.find(); ) {
      if (language.matcher(block.group(2)).matches()) {
        found.add(block.group(3).replaceAll("(?m)^" + block.group(1), ""));
      }
    }
    return found;
  }

  private static String section(String heading) throws IOException {
    Matcher section =
        Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)")
            .matcher(Files.readString(FILE));
    if (!section.find()) {
      throw new IllegalStateException("the README has no section " + heading);
    }
    return section.group(1);
  }
}
