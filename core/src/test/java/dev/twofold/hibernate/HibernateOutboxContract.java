package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.error.TierException;
import dev.twofold.invalidation.Outbox;
import dev.twofold.invalidation.Outbox.Backlog;
import dev.twofold.invalidation.Outbox.Handled;
import dev.twofold.invalidation.Outbox.Search;
import dev.twofold.invalidation.OutboxRow;
import dev.twofold.settings.OutboxUse;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class HibernateOutboxContract {

  private static final Search ALL = new Search("app", 1, Duration.ZERO, 100);

  private TestDatabase database;
  private HibernateDatabase hibernate;
  private Outbox outbox;

  @Entity(name = "Plain")
  static class Plain {
    @Id Long id;
  }

  /** A database that is new for each test. */
  abstract String url();

  @BeforeEach
  void open() {
    database = TestDatabase.at(url(), Plain.class).open();
    hibernate = HibernateDatabase.of(database.sessionFactory());
    hibernate.createOutboxTable();
    outbox = hibernate.outbox();
  }

  @AfterEach
  void close() {
    assertThat(database.connectionsInUse()).isZero();
    execute("drop table if exists twofold_outbox");
    database.close();
  }

  private void execute(String sql) {
    database
        .sessionFactory()
        .inTransaction(session -> session.createNativeMutationQuery(sql).executeUpdate());
  }

  private void insert(String id, String application, int format, String age) {
    execute(
        "insert into twofold_outbox (id, application, created_at, format, content) values ('%s', '%s', current_timestamp - interval '%s' second, %d, %s)"
            .formatted(id, application, age, format, bytes()));
  }

  /** The literal of the bytes 1 and 2. */
  abstract String bytes();

  private List<String> rows() {
    return database
        .sessionFactory()
        .fromSession(
            session ->
                session
                    .createNativeQuery(
                        "select concat(id, ' ', format) from twofold_outbox order by id",
                        String.class)
                    .getResultList());
  }

  private static Handled delivered(List<OutboxRow> rows) {
    return new Handled(rows.stream().map(OutboxRow::id).collect(Collectors.toSet()), Set.of());
  }

  @Test
  void createOutboxTable_whereItIs_doesNothing() {
    insert("a", "app", 1, "5");
    hibernate.createOutboxTable();
    outbox.check();

    assertThat(rows()).containsExactly("a 1");
  }

  @Test
  void engine_withoutTable_isNotBuilt() {
    execute("drop table twofold_outbox");

    assertThatThrownBy(
            () ->
                Twofold.builder()
                    .settings(TwofoldSettings.builder().outbox(OutboxUse.ON).build())
                    .database(hibernate)
                    .distributed(new InMemoryTier())
                    .build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "the outbox is on, but table 'twofold_outbox' of database 'default' cannot be read;"
                + " create it with the statement in docs/consistency.md or with"
                + " HibernateDatabase.createOutboxTable(), or name another with outboxTable(..)");
  }

  @Test
  void engine_withoutDistributedTier_needsNoTable() {
    execute("drop table twofold_outbox");

    Twofold.builder()
        .settings(TwofoldSettings.builder().outbox(OutboxUse.ON).build())
        .database(hibernate)
        .build()
        .close();
  }

  @Test
  void outboxTable_isANameAndNothingElse() {
    HibernateDatabase.Builder builder = HibernateDatabase.builder(database.sessionFactory());
    assertThat(builder.outboxTable("audit.left_behind").build().outbox())
        .hasToString("outbox audit.left_behind of database default");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.outboxTable("outbox; drop table users"))
        .withMessage(
            "outboxTable is 'outbox; drop table users'; allowed: letters, digits, '_' and '$', with"
                + " schema and catalog before dots");
  }

  @Test
  void handOver_onlyYoungRows_isOneStatement() {
    insert("a", "app", 1, "5");
    database.reset();
    Backlog backlog =
        outbox.handOver(
            new Search("app", 1, Duration.ofMinutes(1), 100),
            rows -> {
              throw new AssertionError("nothing is old");
            });

    assertThat(database.queries().count()).isEqualTo(1);
    assertThat(backlog.waiting()).isEqualTo(1);
    assertThat(backlog.oldest()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(30));
    assertThat(backlog.done()).isZero();
    assertThat(rows()).containsExactly("a 1");
  }

  @Test
  void handOver_nothing_isNoAge() {
    assertThat(outbox.handOver(ALL, HibernateOutboxContract::delivered))
        .isEqualTo(new Backlog(0, Duration.ZERO, 0));
  }

  @Test
  void handOver_oldRows_areDeletedSetAsideOrWait() {
    insert("old", "app", 1, "90");
    insert("older", "app", 1, "100");
    insert("oldest", "app", 1, "110");
    insert("young", "app", 1, "1");
    insert("later", "app", 2, "100");
    insert("other", "other", 1, "100");
    insert("aside", "app", -1, "100");
    List<String> handed = new ArrayList<>();
    Backlog backlog =
        outbox.handOver(
            new Search("app", 1, Duration.ofMinutes(1), 100),
            rows -> {
              rows.forEach(row -> handed.add(row.id()));
              assertThat(rows.get(0).content()).containsExactly(1, 2);
              return new Handled(Set.of("oldest"), Set.of("older"));
            });

    assertThat(handed).containsExactly("oldest", "older", "old");
    assertThat(backlog.waiting()).isEqualTo(4);
    assertThat(backlog.done()).isEqualTo(2);
    assertThat(rows())
        .containsExactly("aside -1", "later 2", "old 1", "older -1", "other 1", "young 1");
  }

  @Test
  void handOver_ofTheRowsOfAnother_leavesThemOut() {
    insert("a", "app", 1, "5");
    insert("b", "app", 1, "4");
    List<String> handed = new ArrayList<>();
    outbox.handOver(
        new Search("app", 1, Duration.ZERO, 1),
        mine -> {
          outbox.handOver(
              ALL,
              others -> {
                others.forEach(row -> handed.add(row.id()));
                return delivered(others);
              });
          return delivered(mine);
        });

    // H2 locks all rows that it looks at, also those beyond the limit.
    assertThat(handed).isSubsetOf("b");
    assertThat(rows()).doesNotContain("a 1").hasSize(1 - handed.size());
  }

  @Test
  void handOver_receiverThatFails_keepsTheRows() {
    insert("a", "app", 1, "5");
    assertThatThrownBy(
            () ->
                outbox.handOver(
                    ALL,
                    rows -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    assertThat(rows()).containsExactly("a 1");
  }

  @Test
  void delete_takesOutManyInOneBatch_andNoneThatIsGone() {
    insert("a", "app", 1, "5");
    insert("b", "app", 1, "5");
    database.reset();
    outbox.delete(List.of("a", "b", "gone"));

    assertThat(database.queries().count()).isEqualTo(1);
    assertThat(rows()).isEmpty();
  }

  @Test
  void withoutTable_failsAndSaysWhat() {
    execute("drop table twofold_outbox");

    assertThatThrownBy(() -> outbox.delete(List.of("a")))
        .isInstanceOf(TierException.class)
        .hasMessageStartingWith(
            "table 'twofold_outbox' of database 'default' could not be worked off (SQL state 42");
  }
}
