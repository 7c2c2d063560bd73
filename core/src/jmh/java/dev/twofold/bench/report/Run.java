package dev.twofold.bench.report;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a report needs of one run, as a file: {@code results-<name>.json}. Whatever writes such
 * a file takes part in the report, whether JMH has measured it or not.
 *
 * @param name in the name of the file; a run replaces the one of the same name, and those whose
 *     names begin with its own and a dash, which were parts of it
 * @param at when it ended
 * @param environment what repeats it, and where it was made
 * @param about what a report says: of a group by its name, of a benchmark by {@code group.method},
 *     of the value of a parameter by {@code parameter=value}
 * @param measurements in the order in which they were made
 */
public record Run(
    String name,
    Instant at,
    Environment environment,
    Map<String, String> about,
    List<Measurement> measurements) {

  private static final String PREFIX = "results-";
  private static final String SUFFIX = ".json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .registerModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantText()));

  /** Reads what {@link #write} wrote. */
  public static Run read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Run.class);
  }

  /** Puts it among the runs of a directory, in the place of those that it replaces. */
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (var parts = Files.newDirectoryStream(directory, PREFIX + name + "-*" + SUFFIX)) {
      for (Path part : parts) {
        Files.delete(part);
      }
    }
    Files.writeString(
        directory.resolve(PREFIX + name + SUFFIX), JSON.writeValueAsString(this) + "\n");
  }

  /** Whether a file is one of a run. */
  static boolean isFile(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  private static final class InstantText extends FromStringDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    InstantText() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String text, DeserializationContext context) {
      return Instant.parse(text);
    }
  }
}
