package dev.twofold.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.LoadException;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.TestDatabase;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A statement of PostgreSQL runs no longer than what the request has left. */
class StatementBudgetIT {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  /** Far longer than any budget here. */
  private static final int SLEEP_SECONDS = 60;

  private static final Duration SLACK = Duration.ofSeconds(10);

  /** Answers 1 at once, and anything else after a long sleep of the database. */
  private static final class Sleeper extends BatchLoader<Integer, String> {
    @Override
    public Map<Integer, String> loadAll(Set<Integer> keys, LoadContext context)
        throws SQLException {
      Map<Integer, String> answers = new HashMap<>();
      for (int key : keys) {
        try (PreparedStatement statement =
            context.connection().prepareStatement("select pg_sleep(?)")) {
          statement.setInt(1, key == 1 ? 0 : SLEEP_SECONDS);
          statement.executeQuery();
        }
        answers.put(key, "slept");
      }
      return answers;
    }
  }

  @Test
  void statement_endsWithTheBudgetOfTheRequest_andTheNextKeysFailAtOnce() {
    try (TestDatabase database = TestDatabase.at(POSTGRES.url()).open();
        Twofold twofold =
            Twofold.builder()
                .settings(TwofoldSettings.builder().requestBudget(Duration.ofMillis(1_500)).build())
                .database(HibernateDatabase.of(database.sessionFactory()))
                .register(new Sleeper())
                .build();
        LoadScope scope = twofold.open()) {
      assertThat(scope.find(Sleeper.class, 1)).contains("slept");
      long start = System.nanoTime();

      assertThatThrownBy(() -> scope.find(Sleeper.class, 2))
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("the request's budget of 1500 ms is spent")
          .hasCauseInstanceOf(SQLException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofSeconds(1), SLACK);
      assertThatThrownBy(() -> scope.find(Sleeper.class, 3))
          .isInstanceOf(LoadException.class)
          .hasMessageStartingWith("Sleeper (region default) was not asked for 1 key")
          .hasNoCause();
      assertThat(scope.find(Sleeper.class, 1)).as("known to the request").contains("slept");
      assertThat(scope.stats().loader("Sleeper").batches()).isEqualTo(2);
    }
  }
}
