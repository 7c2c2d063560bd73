package dev.twofold.demo.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for the disk of one node, which goes with it. */
record NodeDirectory(Path path) implements AutoCloseable {

  static NodeDirectory create(String node) {
    try {
      return new NodeDirectory(Files.createTempDirectory("twofold-demo-" + node));
    } catch (IOException e) {
      throw new UncheckedIOException("could not make a directory for the disk of a node", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Path file : deepestFirst()) {
      Files.deleteIfExists(file);
    }
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
