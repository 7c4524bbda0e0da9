package dev.keyframed.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** How this program is started, for people who are to type it again. */
final class Program {
  private static final Path PACKAGED = Path.of("/usr/share/keyframed/keyframed.jar");
  private static final Path BUILT = Path.of("target", "keyframed.jar");

  private Program() {}

  /** The command, to which arguments can be added. */
  static String command() {
    Path jar = isJar() ? place() : BUILT;
    if (jar.equals(PACKAGED)) {
      return "keyframed";
    }
    Path here = Path.of("").toAbsolutePath();
    return "java -jar " + (jar.startsWith(here) ? here.relativize(jar) : jar);
  }

  /** Whether it runs from a jar, not from classes that were just compiled. */
  static boolean isJar() {
    Path place = place();
    return place != null && place.toString().endsWith(".jar");
  }

  private static Path place() {
    CodeSource source = Program.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? null : Path.of(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException elsewhere) {
      return null;
    }
  }
}
