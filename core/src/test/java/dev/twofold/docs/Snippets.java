package dev.twofold.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Named pieces of text: in Java sources between {@code // snippet: name} and {@code // end}, in
 * Markdown the Java block after {@code <!-- snippet: name -->}.
 */
final class Snippets {

  private static final Pattern IN_SOURCE =
      Pattern.compile("(?ms)^ *// snippet: ([a-z-]+)\\n(.*?)^ *// end\\n");
  private static final Pattern IN_MARKDOWN =
      Pattern.compile("(?ms)^<!-- snippet: ([a-z-]+) -->\\n```java\\n(.*?)^```\\n");
  private static final Pattern JAVA_BLOCK = Pattern.compile("(?m)^```java$");

  private Snippets() {}

  static Map<String, String> inSources(List<Path> directories) {
    Map<String, String> snippets = new LinkedHashMap<>();
    for (Path directory : directories) {
      for (Path file : files(directory, ".java")) {
        find(IN_SOURCE, read(file)).forEach(snippets::put);
      }
    }
    return snippets;
  }

  static Map<String, String> inMarkdown(Path file) {
    return find(IN_MARKDOWN, read(file));
  }

  /** How many Java blocks a Markdown file has, with a name or without. */
  static int javaBlocks(Path file) {
    return (int) JAVA_BLOCK.matcher(read(file)).results().count();
  }

  static List<Path> files(Path directory, String ending) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> find(Pattern pattern, String text) {
    Map<String, String> snippets = new LinkedHashMap<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      snippets.put(matcher.group(1), unindented(matcher.group(2)));
    }
    return snippets;
  }

  private static String unindented(String text) {
    return text.stripTrailing().stripIndent().concat("\n");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> markdown(Path root) {
    List<Path> pages = new ArrayList<>(files(root.resolve("docs"), ".md"));
    pages.add(root.resolve("README.md"));
    return pages;
  }
}
