package dev.twofold.redisson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * A version of Redis beside the one on the class path. The packages that have them share their
 * classes, so the build only puts their files into a directory.
 */
record RedisVersion(String jar, String entry) {

  static final RedisVersion REDIS_6 =
      new RedisVersion("embedded-redis-1.4.4.jar", "redis-server-6.2.6-v5-linux-amd64");
  static final RedisVersion REDIS_7_4 =
      new RedisVersion("embedded-redis-1.6.jar", "redis-server-7.4.1-linux-amd64");

  private static final Path DIRECTORY = Path.of("target", "redis-servers");

  /** The unpacked server; empty where it is not there, or is for another platform. */
  Optional<Path> executable() {
    Path source = DIRECTORY.resolve(jar);
    if (!Files.exists(source) || !isLinuxOnAmd64()) {
      return Optional.empty();
    }
    try (JarFile file = new JarFile(source.toFile())) {
      String name =
          file.stream()
              .map(each -> each.getName())
              .filter(each -> each.endsWith(entry))
              .findFirst()
              .orElseThrow(() -> new IOException(source + " has no " + entry));
      Path target = DIRECTORY.resolve(entry).toAbsolutePath();
      try (InputStream bytes = file.getInputStream(file.getEntry(name))) {
        Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!target.toFile().setExecutable(true)) {
        return Optional.empty();
      }
      return Optional.of(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLinuxOnAmd64() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
        && System.getProperty("os.arch").equals("amd64");
  }
}
