package dev.keyframed.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** Reads the version that {@code --version} prints, as the build wrote it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    try (InputStream file = Version.class.getResourceAsStream("/dev/keyframed/version.txt")) {
      String version = new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
      return new String[] {"keyframed " + version};
    }
  }
}
