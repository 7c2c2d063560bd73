package dev.twofold.servlet.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.twofold.error.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads the entries of a YAML text. Reads tokens, so nothing in the text can make an object; takes
 * neither aliases nor lists, which no setting needs.
 */
final class YamlReader {

  private static final int DEEPEST = 16;
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final String name;
  private final YAMLParser parser;
  private final Mistakes mistakes;
  private final List<Entry> entries = new ArrayList<>();

  private YamlReader(String name, YAMLParser parser, Mistakes mistakes) {
    this.name = name;
    this.parser = parser;
    this.mistakes = mistakes;
  }

  /**
   * The entries of a text, in its order.
   *
   * @param name what the text is called in messages
   * @throws ConfigurationException if it is no YAML
   */
  static List<Entry> read(String name, String text, Mistakes mistakes) {
    try (YAMLParser parser = FACTORY.createParser(new StringReader(text))) {
      YamlReader reader = new YamlReader(name, parser, mistakes);
      reader.readDocument();
      return reader.entries;
    } catch (JsonProcessingException malformed) {
      throw new ConfigurationException(problem(name, malformed));
    } catch (IOException impossible) {
      throw new UncheckedIOException("cannot read a text that is in memory", impossible);
    }
  }

  private void readDocument() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null || isNothing(first)) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      mistakes.add(
          "the configuration is no mapping (%s); allowed: 'key: value'".formatted(place()));
      return;
    }
    readMapping(List.of());
    if (parser.nextToken() != null) {
      mistakes.add("a second document starts (%s); allowed: one".formatted(place()));
    }
  }

  private void readMapping(List<String> section) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      List<String> path = new ArrayList<>(section);
      path.add(parser.currentName());
      String place = place();
      readValue(List.copyOf(path), place, parser.nextToken());
    }
  }

  private void readValue(List<String> path, String place, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      entries.add(new Entry.Section(path, place));
      readMapping(path);
    } else if (isNothing(token)) {
      entries.add(new Entry.Section(path, place));
    } else if (token == JsonToken.START_ARRAY) {
      parser.skipChildren();
      mistakes.add("%s is a list (%s); no setting takes one".formatted(key(path), place));
    } else if (parser.isCurrentAlias()) {
      mistakes.add("%s is an alias (%s); write the value itself".formatted(key(path), place));
    } else {
      entries.add(new Entry.Value(path, parser.getText(), place));
    }
  }

  /** Nothing after the colon is an empty text to the parser, not null. */
  private boolean isNothing(JsonToken token) throws IOException {
    return token == JsonToken.VALUE_NULL
        || (token == JsonToken.VALUE_STRING
            && !parser.isCurrentAlias()
            && parser.getText().isEmpty());
  }

  private static String key(List<String> path) {
    return String.join(".", path);
  }

  private String place() {
    JsonLocation location = parser.currentTokenLocation();
    return "%s:%d:%d".formatted(name, location.getLineNr(), location.getColumnNr());
  }

  /**
   * Says what is wrong without the lines around it, which the parser shows: they may hold secrets.
   */
  private static String problem(String name, JsonProcessingException malformed) {
    if (malformed.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
      Mark mark = marked.getProblemMark();
      String place =
          mark == null
              ? name
              : "%s:%d:%d".formatted(name, mark.getLine() + 1, mark.getColumn() + 1);
      return "malformed YAML (%s): %s".formatted(place, marked.getProblem());
    }
    JsonLocation location = malformed.getLocation();
    String place =
        location == null
            ? name
            : "%s:%d:%d".formatted(name, location.getLineNr(), location.getColumnNr());
    return "malformed YAML (%s)".formatted(place);
  }
}
