package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<Path> SOURCES =
      List.of(
          ROOT.resolve("core/src/test/java/dev/twofold/docs"),
          ROOT.resolve("servlet-integration/src/test/java/dev/twofold/servlet/docs"));
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|#)([^)#]+)[^)]*\\)");

  /** A row of the README's table of goals: what was compared, and how many times as fast. */
  private static final Pattern MEASURED = Pattern.compile("\\| (.+) \\| ([\\d.]+) times \\|");

  static List<Path> pages() {
    return Snippets.markdown(ROOT);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void javaBlock_ofAPage_isASnippetOfCodeThatIsTested(Path page) {
    Map<String, String> shown = Snippets.inMarkdown(page);
    Map<String, String> tested = Snippets.inSources(SOURCES);

    assertThat(shown).as("Java blocks with a name").hasSize(Snippets.javaBlocks(page));
    shown.forEach((name, text) -> assertThat(text).as(name).isEqualTo(tested.get(name)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void link_ofAPage_leadsToAFile(Path page) throws Exception {
    assertThat(LINK.matcher(Files.readString(page)).results().map(MatchResult::group))
        .allSatisfy(
            link ->
                assertThat(page.resolveSibling(link.replaceAll(".*\\(([^)#]+).*", "$1"))).exists());
  }

  @Test
  void readme_hasTheNumbersThatWereMeasured() throws Exception {
    List<String> goals = Files.readAllLines(ROOT.resolve("docs/benchmarks/goals.csv"));
    List<String> rows =
        Files.readAllLines(ROOT.resolve("README.md")).stream()
            .filter(line -> MEASURED.matcher(line).matches())
            .toList();

    assertThat(rows).hasSizeGreaterThan(3);
    assertThat(rows)
        .allSatisfy(
            row -> {
              Matcher cells = MEASURED.matcher(row);
              assertThat(cells.matches()).isTrue();
              assertThat(goals)
                  .anyMatch(
                      goal ->
                          goal.startsWith("\"" + cells.group(1) + ":")
                              && goal.contains("\"," + cells.group(2) + ","));
            });
  }

  @Test
  void readme_isShort() throws Exception {
    assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(150);
  }
}
