package dev.keyframed.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Determines how this program is started, for commands printed to users. */
final class ProgramName {
  private static final Path PACKAGED = Path.of("/usr/share/keyframed/keyframed.jar");
  private static final Path BUILT = Path.of("target", "keyframed.jar");

  private ProgramName() {}

  /** Returns the command line that starts this program, without arguments. */
  static String command() {
    Path jar = isJar() ? place() : BUILT;
    if (jar.equals(PACKAGED)) {
      return "keyframed";
    }
    Path here = Path.of("").toAbsolutePath();
    return "java -jar " + (jar.startsWith(here) ? here.relativize(jar) : jar);
  }

  /** Returns whether the program runs from a jar, rather than from compiled classes. */
  static boolean isJar() {
    Path place = place();
    return place != null && place.toString().endsWith(".jar");
  }

  private static Path place() {
    CodeSource source = ProgramName.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? null : Path.of(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException elsewhere) {
      return null;
    }
  }
}
