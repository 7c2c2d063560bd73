package dev.twofold.internal.invalidation;

import static dev.twofold.internal.invalidation.Library.BRANCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.internal.invalidation.Library.Loan;
import dev.twofold.internal.invalidation.Library.LoanEntity;
import dev.twofold.internal.invalidation.Library.LoanLoader;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.WriteMode;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.WriteThroughStats;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Under which tenant what was written is loaded. */
class WriteThroughTenantsTest {

  private final InMemoryDatabase database = new InMemoryDatabase();
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold twofold =
      Twofold.builder()
          .settings(
              TwofoldSettings.builder()
                  .region("default", RegionPolicy.DEFAULT.withWrites(WriteMode.THROUGH))
                  .build())
          .database(database)
          .distributed(tier)
          .register(new LoanLoader())
          .build();

  @AfterEach
  void close() {
    twofold.close();
  }

  private void lend(Object branch, Loan loan) {
    database.begin(branch).put(LoanEntity.class, loan.id(), loan).commit();
  }

  private String costs(String branch, Loan expected) {
    try (LoadScope scope = twofold.open(ParameterValues.of(BRANCH, branch))) {
      assertThat(scope.find(LoanLoader.class, expected.id())).contains(expected);
      return "statements=" + scope.stats().loader("LoanLoader").statements();
    }
  }

  @Test
  void known_isThatOfTheWriter() {
    lend("north", new Loan(1, "north", "ada"));
    lend("south", new Loan(2, "south", "bob"));

    await().until(() -> twofold.stats().writtenThrough().loaded() == 2);
    await().until(() -> tier.contents().size() == 2);

    assertThat(tier.contents().keySet())
        .anyMatch(entry -> entry.contains("LoanLoader[branch=5=north]"))
        .anyMatch(entry -> entry.contains("LoanLoader[branch=5=south]"));
    assertThat(twofold.stats().writtenThrough()).isEqualTo(new WriteThroughStats(2, 2, 0, 0, 0, 2));
    assertThat(costs("north", new Loan(1, "north", "ada"))).isEqualTo("statements=0");
    assertThat(costs("south", new Loan(2, "south", "bob"))).isEqualTo("statements=0");
  }

  @Test
  void unknown_isLeftToReaders() {
    lend(7, new Loan(1, "north", "ada"));

    assertThat(twofold.stats().writtenThrough()).isEqualTo(WriteThroughStats.NONE);
    assertThat(costs("north", new Loan(1, "north", "ada"))).isEqualTo("statements=1");
  }
}
