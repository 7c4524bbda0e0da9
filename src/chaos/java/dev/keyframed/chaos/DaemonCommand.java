package dev.keyframed.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Builds the command of a daemon's process.
 *
 * <p>Hundreds of starts are most of a run's cost. So one process may leave its classes to all
 * others, by the JVM's class data sharing, which needs them in jars.
 */
final class DaemonCommand {
  private static final List<String> JVM =
      List.of("-Xmx160m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final String classPath;
  private final Path archive;
  private String sharing = "-Xshare:auto";

  private DaemonCommand(String classPath, Path archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  /** Creates a launcher for the classes of this process; its files are in that directory. */
  static DaemonCommand in(Path dir) throws IOException {
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> jars = new ArrayList<>();
    for (String entry : own.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) { // as after a last separator
        Path path = Path.of(entry);
        jars.add(Files.isDirectory(path) ? jar(path, dir.resolve(jars.size() + ".jar")) : entry);
      }
    }
    return new DaemonCommand(String.join(File.pathSeparator, jars), dir.resolve("classes.jsa"));
  }

  private static String jar(Path classes, Path jar) {
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    int exit =
        tool.run(
            System.out,
            System.err,
            "-c",
            "-0",
            "-f",
            jar.toString(),
            "-C",
            classes.toString(),
            ".");
    if (exit != 0) {
      throw new IllegalStateException("jar of " + classes + ": " + exit);
    }
    return jar.toString();
  }

  /** Makes processes started from now on leave their classes when they end cleanly. */
  void leaveClasses() {
    sharing = "-XX:ArchiveClassesAtExit=" + archive;
  }

  /** Makes processes started from now on use the classes that were left. */
  void takeClasses() {
    sharing = "-XX:SharedArchiveFile=" + archive;
  }

  /** Returns the command of a program with arguments. */
  List<String> command(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of(sharing, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    return command;
  }
}
