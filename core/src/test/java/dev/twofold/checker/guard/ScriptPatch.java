package dev.twofold.checker.guard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twofold.redisson.RedissonTier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Replaces a part of a script.
 *
 * @param script its name, without extension
 * @param part occurs once
 * @param other comes in its place
 */
record ScriptPatch(String script, String part, String other) implements Patch {

  @Override
  public void writeTo(Path directory) throws IOException {
    Path file = directory.resolve("dev/twofold/redisson").resolve(script + ".lua");
    String text = Files.exists(file) ? Files.readString(file, US_ASCII) : original();
    int at = text.indexOf(part);
    if (at < 0 || text.indexOf(part, at + 1) >= 0) {
      throw new IllegalStateException(
          "the script %s does not have exactly once: %s".formatted(script, part));
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.replace(part, other), US_ASCII);
  }

  private String original() throws IOException {
    try (InputStream resource = RedissonTier.class.getResourceAsStream(script + ".lua")) {
      if (resource == null) {
        throw new IllegalStateException("there is no script " + script);
      }
      return new String(resource.readAllBytes(), US_ASCII);
    }
  }
}
