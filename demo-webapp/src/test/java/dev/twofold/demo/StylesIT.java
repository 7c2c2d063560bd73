package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.demo.start.DatabaseChoice;
import dev.twofold.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The front page in each style: another way to write it, and nothing else. */
class StylesIT {

  private static final long STATEMENTS = 6;

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  private static List<StyleCount> countsOn(DatabaseChoice database) throws Exception {
    try (RunningDemo demo = RunningDemo.on(database, RunningDemo.SCALE)) {
      demo.start();
      List<StyleCount> counts = StyleCount.ofAll(demo);
      assertThat(counts)
          .allSatisfy(
              count -> {
                assertThat(count.content()).isEqualTo(demo.json("/?mode=naive"));
                assertThat(count.cold().pairs())
                    .containsEntry("mode", "twofold")
                    .containsEntry("style", count.style());
              });
      return counts;
    }
  }

  private static DatabaseChoice postgres() {
    return new DatabaseChoice(postgres.url(), null, null);
  }

  @Test
  void styles_bothDatabases_sameContentAndStatements() throws Exception {
    List<StyleCount> onH2 = countsOn(DatabaseChoice.inMemory());
    List<StyleCount> onPostgres = countsOn(postgres());

    assertThat(onH2).extracting(StyleCount::style).isEqualTo(StyleCount.STYLES);
    assertThat(onH2)
        .allSatisfy(
            count -> {
              assertThat(count.html())
                  .contains("<ol class=\"stories\"")
                  .isEqualTo(onH2.get(0).html());
              assertThat(count.content()).isEqualTo(onH2.get(0).content());
              assertThat(count.cold().statements()).isEqualTo(STATEMENTS);
              assertThat(count.warm().statements()).isZero();
              assertThat(count.warm().of("connections")).isZero();
              assertThat(count.warm().of("database")).isZero();
            });
    for (int i = 0; i < onH2.size(); i++) {
      assertThat(onPostgres.get(i)).usingRecursiveComparison().isEqualTo(onH2.get(i));
    }
  }
}
