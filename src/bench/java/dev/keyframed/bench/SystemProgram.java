package dev.keyframed.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds programs of the system that the benchmarks need. */
final class SystemProgram {
  private SystemProgram() {}

  /** Returns the path of a program; fails with the name of its Debian package if it is missing. */
  static String find(String name, String debianPackage) {
    // In Debian, servers are not on the path of ordinary users.
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
