package dev.keyframed.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs of the system that the bench needs. */
final class Program {
  private Program() {}

  /** Where it is; fails, and says which Debian package brings it, where it is not. */
  static String find(String name, String debianPackage) {
    // Debian keeps servers out of the path of users.
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
        .map(dir -> Path.of(dir, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseThrow(
            () ->
                new AssertionError(
                    "the bench needs " + name + ": apt-get install " + debianPackage));
  }
}
