package dev.twofold.demo;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The WAR of the demo, for tests that deploy it. */
final class PackagedWar {

  private PackagedWar() {}

  /**
   * The directory that it was packed from, which need not be unpacked again each time; a test that
   * wants it before it is packaged is skipped.
   */
  static Path unpacked() throws IOException {
    String war = path().toString();
    Path directory = Path.of(war.substring(0, war.length() - ".war".length()));
    assumeTrue(Files.isDirectory(directory), "packaged here");
    return directory;
  }

  /** Where it is; a test that wants it before it is packaged is skipped. */
  static Path path() throws IOException {
    Path target = Path.of("target");
    assumeTrue(Files.isDirectory(target), "packaged");
    try (Stream<Path> files = Files.list(target)) {
      List<Path> wars = files.filter(file -> file.toString().endsWith(".war")).toList();
      assumeFalse(wars.isEmpty(), "packaged");
      return wars.get(0);
    }
  }
}
