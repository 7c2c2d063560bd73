package dev.twofold.hibernate;

import static dev.twofold.hibernate.RelationReads.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.twofold.error.ConfigurationException;
import dev.twofold.hibernate.RelatedRowsContract.IdRow;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.Source;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.AggregateReader;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.PageReader.Start;
import dev.twofold.tier.relation.Related;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RelationTenantTest {

  private static final Parameter<String> TENANT = Parameter.of("tenant", String.class);
  private static final ParameterValues ACME = ParameterValues.of(TENANT, "acme");

  @Entity(name = "Account")
  static class Account {
    @Id long id;
    @TenantId String tenant;
    Long parent;
  }

  private static final Rows<Long, Long, IdRow> ACCOUNTS =
      rows(Account.class, Long.class, IdRow.class).by("parent").tenant(TENANT);

  private static RelationReads reads;

  @BeforeAll
  static void openDatabase() {
    reads = new RelationReads(TestDatabase.h2(Account.class));
    persist("acme", 1, 9L);
    persist("globex", 2, 9L);
    persist("acme", 3, 1L);
    persist("acme", 4, 2L);
    persist("globex", 5, 1L);
  }

  private static void persist(String tenant, long id, Long parent) {
    Account account = new Account();
    account.id = id;
    account.parent = parent;
    try (Session session =
        reads.database().sessionFactory().withOptions().tenantIdentifier((Object) tenant).open()) {
      session.inTransaction(transaction -> session.persist(account));
    }
  }

  @AfterAll
  static void closeDatabase() {
    reads.close();
  }

  @Test
  void rowsOfOtherTenants_areAbsent() {
    assertThat(reads.read(ACCOUNTS, ACME, List.of(9L)))
        .containsOnly(Map.entry(9L, RelatedRowsContract.ids(1)));
    assertThat(reads.read(ACCOUNTS.limit(5), ACME, List.of(9L)))
        .containsOnly(Map.entry(9L, RelatedRowsContract.ids(1)));
  }

  @Test
  void tree_doesNotLeadThroughOtherTenants() {
    assertThat(reads.read(ACCOUNTS.wholeTree(), ACME, List.of(9L)))
        .containsOnly(
            Map.entry(9L, RelatedRowsContract.ids(1)), Map.entry(1L, RelatedRowsContract.ids(3)));
  }

  @Test
  void pagesAndAggregates_areThoseOfTheTenant() {
    PageReader<Long, Long, IdRow> pages =
        reads.hibernate().relations().pageReader(ACCOUNTS.mapping());
    AggregateReader<Long, Long> count =
        reads
            .hibernate()
            .relations()
            .aggregateReader(ACCOUNTS.aggregate(AggregateFunction.COUNT, null, Long.class));
    try (DatabaseRead read = reads.hibernate().open(Source.READER, Duration.ofSeconds(20), null)) {
      assertThat(pages.read(List.of(new Start<>(9L, null)), 5, ACME, read))
          .extracting(Related::owner, related -> related.row().id())
          .containsExactly(tuple(9L, 1L));
      assertThat(count.read(List.of(9L, 1L), ACME, read))
          .containsOnly(Map.entry(9L, 1L), Map.entry(1L, 1L));
    }
  }

  @Test
  void tenantWithoutAParameter_isRefused() {
    assertThatThrownBy(
            () ->
                reads
                    .hibernate()
                    .relations()
                    .reader(rows(Account.class, Long.class, IdRow.class).by("parent").mapping()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "loader TestLoader has no tenant parameter, but Account has a @TenantId; name the"
                + " parameter in RowLoader.tenant");
  }
}
