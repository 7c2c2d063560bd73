package dev.twofold.servlet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.twofold.Invalidator;
import dev.twofold.Twofold;
import dev.twofold.computation.Computation;
import dev.twofold.loader.Loader;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page of patterns names: settings, methods, and tests that show them. */
class PatternsPageTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\[.+) \\| (.+) \\| `(mvn [^`]+)` \\|$", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern METHOD = Pattern.compile("([A-Za-z.]+)\\.(\\w+)\\(.*\\)");
  private static final Pattern NAMED_TESTS = Pattern.compile("-D(?:it\\.)?test=([\\w,]+)");
  private static final String REGION = "some";

  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "Twofold.Builder", Twofold.Builder.class,
          "Loader", Loader.class,
          "Computation", Computation.class,
          "Invalidator", Invalidator.class);

  private static String page() {
    try {
      return Files.readString(ROOT.resolve("docs/patterns.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> code(int column) {
    return ROW.matcher(page())
        .results()
        .map(row -> row.group(column))
        .flatMap(cell -> CODE.matcher(cell).results().map(found -> found.group(1)));
  }

  static List<String> switches() {
    return code(2).distinct().toList();
  }

  static List<String> tests() {
    return NAMED_TESTS
        .matcher(page())
        .results()
        .map(found -> found.group(1))
        .flatMap(names -> Stream.of(names.split(",", -1)))
        .filter(name -> !name.equals("none"))
        .distinct()
        .toList();
  }

  @Test
  void everyRow_isRead() {
    long rows = page().lines().filter(line -> line.startsWith("| [")).count();

    assertThat(ROW.matcher(page()).results().map(MatchResult::group)).hasSize((int) rows);
    assertThat(rows).isGreaterThan(10);
  }

  /** The defaults are named too, where a pattern is on by itself. */
  @ParameterizedTest
  @MethodSource("switches")
  void switch_isASettingWithAnAllowedValueOrAMethod(String text) {
    Matcher method = METHOD.matcher(text);
    if (method.matches()) {
      assertThat(TYPES).containsKey(method.group(1));
      assertThat(TYPES.get(method.group(1)).getMethods())
          .extracting(Method::getName)
          .contains(method.group(2));
      return;
    }
    String[] parts = text.split(": ", 2);
    assertThat(parts).hasSize(2);
    assertThatCode(() -> assign(parts[0].replace("<region>", REGION), parts[1]))
        .doesNotThrowAnyException();
  }

  private static void assign(String key, String value) {
    List<String> path = List.of(key.split("\\.", -1));
    KnownSetting<?> setting =
        KnownSettings.ALL.stream()
            .filter(known -> known.isAt(path))
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no setting " + key));
    Draft draft = new Draft();
    assign(setting, draft, path, value);
    draft.finish();
  }

  private static <T> void assign(
      KnownSetting<T> setting, Draft draft, List<String> path, String value) {
    setting
        .assignment()
        .assign(draft, path, setting.format().parse(value).orElseThrow(AssertionError::new));
  }

  @ParameterizedTest
  @MethodSource("tests")
  void test_isThere(String name) throws IOException {
    try (Stream<Path> files =
        Files.find(
            ROOT,
            Integer.MAX_VALUE,
            (path, attributes) ->
                path.endsWith(name + ".java") && path.toString().contains("src/test/java"))) {
      assertThat(files).hasSize(1);
    }
  }
}
