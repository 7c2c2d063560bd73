package dev.twofold;

import static dev.twofold.Members.ADA;
import static dev.twofold.Members.BOB;
import static dev.twofold.Members.CLEO;
import static dev.twofold.Members.DINA;
import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Members.CityAndBadge;
import dev.twofold.Members.Member;
import dev.twofold.Members.MemberEntity;
import dev.twofold.Members.MemberLoader;
import dev.twofold.error.LoadException;
import dev.twofold.loader.UniqueKey;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.Nulls;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UniqueKeyReadTest {

  private static final String ROWS = "MemberLoader";
  private static final String BY_NAME = "MemberLoader by name";

  private final InMemoryDatabase database = Members.database();
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold twofold =
      Twofold.builder().database(database).distributed(tier).register(new MemberLoader()).build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Nested
  class Cold {

    @Test
    void findBy_isOneStatement_andFillsTheRowAndItsUniqueKeys() {
      assertThat(scope.findBy(MemberLoader.BY_NAME, "ada")).contains(ADA);

      assertThat(database.statements()).isEqualTo(1);
      assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1");
      assertThat(Costs.of(scope, BY_NAME))
          .isEqualTo("asked=1 database=1 statements=1 batches=1 fills=1");
      assertThat(Costs.of(scope, ROWS)).isEqualTo("asked=1 request=1 fills=1");
      assertThat(tier.contents()).hasSize(3);
    }

    @Test
    void findBy_thenById_isTheSameInstanceAndAsksNobody() {
      Member byName = scope.findBy(MemberLoader.BY_NAME, "Ada").orElseThrow();

      assertThat(scope.require(MemberLoader.class, 1L)).isSameAs(byName);
      assertThat(scope.findBy(MemberLoader.BY_BADGE, new CityAndBadge("London", 7)).orElseThrow())
          .isSameAs(byName);
      assertThat(database.statements()).isEqualTo(1);
      assertThat(tier.multiGets()).isEqualTo(1);
    }

    @Test
    void findById_thenByUniqueKey_asksNobody() {
      Member byId = scope.require(MemberLoader.class, 1L);

      assertThat(scope.findBy(MemberLoader.BY_NAME, "ADA").orElseThrow()).isSameAs(byId);
      assertThat(database.statements()).isEqualTo(1);
      assertThat(Costs.of(scope, BY_NAME)).isEqualTo("asked=1 request=1 fills=1");
    }

    @Test
    void findBy_absent_isRemembered() {
      assertThat(scope.findBy(MemberLoader.BY_NAME, "eve")).isEmpty();
      assertThat(scope.findBy(MemberLoader.BY_NAME, "Eve")).isEmpty();

      assertThat(database.statements()).isEqualTo(1);
      assertThat(Costs.of(scope, BY_NAME))
          .isEqualTo("asked=2 request=1 absent=1 statements=1 batches=1 fills=1");
    }

    @Test
    void findAllBy_foundAbsentAndDuplicate() {
      Loaded<String, Member> loaded =
          scope.findAllBy(MemberLoader.BY_NAME, List.of("bob", "eve", "Ada", "bob"));

      assertThat(loaded.inOrder()).containsExactly(BOB, ADA, BOB);
      assertThat(loaded.found()).containsOnlyKeys("bob", "Ada");
      assertThat(loaded.missing()).containsExactly("eve");
      assertThat(database.statementSizes()).containsExactly(3);
      Costs.check(scope.stats());
    }

    @Test
    void findAllBy_composite_noCrossProductLeaksIn() {
      Loaded<CityAndBadge, Member> loaded =
          scope.findAllBy(
              MemberLoader.BY_BADGE,
              List.of(
                  new CityAndBadge("London", 8),
                  new CityAndBadge("Cairo", 7),
                  new CityAndBadge("Cairo", 8)));

      assertThat(loaded.inOrder()).containsExactly(BOB, CLEO);
      assertThat(loaded.missing()).containsExactly(new CityAndBadge("Cairo", 8));
      assertThat(database.statements()).isEqualTo(1);
    }

    @Test
    void findAllBy_nothing_asksNobody() {
      assertThat(scope.findAllBy(MemberLoader.BY_NAME, List.of()).inOrder()).isEmpty();
      assertThat(Costs.of(scope)).isEmpty();
    }

    @Test
    void rowWithoutAValue_isFoundById() {
      assertThat(scope.find(MemberLoader.class, 4L)).contains(DINA);
      assertThat(scope.stats().loader("MemberLoader by city, badge").fills()).isZero();
    }
  }

  @Nested
  class Warm {

    @Test
    void findBy_isTwoMultiGetsAndNoConnection() {
      try (LoadScope first = twofold.open()) {
        first.findBy(MemberLoader.BY_NAME, "ada");
      }
      int opens = database.opens();

      assertThat(scope.findBy(MemberLoader.BY_NAME, "ada")).contains(ADA);

      assertThat(database.opens()).isEqualTo(opens);
      assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2");
      assertThat(Costs.of(scope, BY_NAME)).isEqualTo("asked=1 distributed=1");
      assertThat(Costs.of(scope, ROWS)).isEqualTo("asked=1 distributed=1");
    }

    @Test
    void findAll_answeredByTheTier_tellsTheUniqueKeysOfItsRows() {
      try (LoadScope first = twofold.open()) {
        first.findAll(MemberLoader.class, List.of(1L, 2L));
      }
      int opens = database.opens();
      int multiGets = tier.multiGets();

      List<Member> members = scope.findAll(MemberLoader.class, List.of(1L, 2L)).inOrder();
      assertThat(scope.findBy(MemberLoader.BY_NAME, "ada").orElseThrow()).isSameAs(members.get(0));
      assertThat(scope.findBy(MemberLoader.BY_BADGE, new CityAndBadge("London", 8)).orElseThrow())
          .isSameAs(members.get(1));

      assertThat(database.opens()).isEqualTo(opens);
      assertThat(tier.multiGets() - multiGets).isEqualTo(1);
      assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1");
      assertThat(Costs.of(scope, BY_NAME)).isEqualTo("asked=1 request=1");
      assertThat(Costs.of(scope, ROWS)).isEqualTo("asked=4 request=2 distributed=2");
    }

    @Test
    void findBy_entryOfARenamedRow_isNoticedAndRepaired() {
      warmUp("ada");
      Member renamed = new Member(1, "Augusta", "London", 7);
      Members.save(database, renamed);
      try (LoadScope writer = twofold.open()) {
        writer.invalidate(MemberLoader.class, List.of(1L));
      }

      assertThat(scope.findBy(MemberLoader.BY_NAME, "ada")).isEmpty();
      assertThat(scope.findBy(MemberLoader.BY_NAME, "augusta")).contains(renamed);
      try (LoadScope later = twofold.open()) {
        assertThat(later.findBy(MemberLoader.BY_NAME, "ada")).isEmpty();
        assertThat(Costs.of(later, BY_NAME)).isEqualTo("asked=1 knownAbsent=1");
      }
      Costs.check(scope.stats());
    }

    @Test
    void findBy_nameThatAnotherRowTookOver_findsThatRow() {
      warmUp("ada");
      Members.save(database, new Member(1, "Augusta", "London", 7));
      Member successor = new Member(9, "Ada", "Paris", 1);
      Members.save(database, successor);
      try (LoadScope writer = twofold.open()) {
        writer.invalidate(MemberLoader.class, List.of(1L));
      }

      assertThat(scope.findBy(MemberLoader.BY_NAME, "ada")).contains(successor);
      try (LoadScope later = twofold.open()) {
        assertThat(later.findBy(MemberLoader.BY_NAME, "ada")).contains(successor);
        assertThat(later.stats().total().statements()).isZero();
      }
    }

    @Test
    void findBy_entryOfADeletedRow_isAbsent() {
      warmUp("ada");
      database.delete(MemberEntity.class, 1L);
      try (LoadScope writer = twofold.open()) {
        writer.invalidate(MemberLoader.class, List.of(1L));
      }

      assertThat(scope.findBy(MemberLoader.BY_NAME, "ada")).isEmpty();
      try (LoadScope later = twofold.open()) {
        assertThat(later.findBy(MemberLoader.BY_NAME, "ada")).isEmpty();
        assertThat(later.stats().total().statements()).isZero();
      }
    }

    @Test
    void findBy_staleEntryWithTheDatabaseDown_failsAndIsNotAbsent() {
      warmUp("ada");
      Members.save(database, new Member(1, "Augusta", "London", 7));
      try (LoadScope writer = twofold.open()) {
        writer.invalidate(MemberLoader.class, List.of(1L));
        writer.find(MemberLoader.class, 1L);
      }
      database.refuseConnections(true);

      assertThatThrownBy(() -> scope.findBy(MemberLoader.BY_NAME, "ada"))
          .isInstanceOf(LoadException.class);
      assertThat(scope.findAllBy(MemberLoader.BY_NAME, List.of("ada")).failed())
          .containsOnlyKeys("ada");
    }

    private void warmUp(String name) {
      try (LoadScope first = twofold.open()) {
        first.findBy(MemberLoader.BY_NAME, name);
      }
    }
  }

  @Nested
  class Failures {

    @Test
    void findAllBy_databaseDown_failsTheValues() {
      database.refuseConnections(true);

      assertThat(scope.findAllBy(MemberLoader.BY_NAME, List.of("ada", "bob")).failed())
          .containsOnlyKeys("ada", "bob");
      assertThat(Costs.of(scope, BY_NAME)).isEqualTo("asked=2 errors=2 batches=1");
    }

    @Test
    void findAllBy_rowsFail_failsTheValuesOfThoseRows() {
      try (LoadScope first = twofold.open()) {
        first.findBy(MemberLoader.BY_NAME, "ada");
        first.findBy(MemberLoader.BY_NAME, "bob");
      }
      try (LoadScope writer = twofold.open()) {
        writer.invalidate(MemberLoader.class, List.of(1L));
      }
      database.refuseConnections(true);

      Loaded<String, Member> loaded = scope.findAllBy(MemberLoader.BY_NAME, List.of("ada", "bob"));

      assertThat(loaded.failed()).containsOnlyKeys("ada");
      assertThat(loaded.found()).containsOnlyKeys("bob");
    }

    @Test
    void findBy_null_isRefused() {
      assertThatNullPointerException()
          .isThrownBy(() -> scope.findBy(MemberLoader.BY_NAME, nothing()))
          .withMessage("value");
      assertThatNullPointerException()
          .isThrownBy(() -> scope.findAllBy(MemberLoader.BY_NAME, nothing()))
          .withMessage("values");
      assertThatNullPointerException()
          .isThrownBy(() -> scope.findBy(Nulls.<UniqueKey<String, Member>>nothing(), ""))
          .withMessage("uniqueKey");
    }

    @Test
    void findBy_keyThatNoLoaderDeclares_isRefused() {
      UniqueKey<String, Member> stranger = UniqueKey.of(MemberLoader.class, String.class, "city");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.findBy(stranger, "London"))
          .withMessage(
              "unique key MemberLoader by city is not known; register MemberLoader, and declare"
                  + " the key in a static field of it");
    }
  }

  @Test
  void findAllById_oneStatementForAll_inTheOrderAsked() {
    assertThat(scope.findAll(MemberLoader.class, List.of(3L, 1L, 9L, 3L)).inOrder())
        .containsExactly(CLEO, ADA, CLEO);
    assertThat(database.statementSizes()).containsExactly(3);
    assertThat(database.closes()).isEqualTo(1);
    assertThat(Costs.of(scope, ROWS))
        .isEqualTo("asked=4 request=1 database=2 absent=1 statements=1 batches=1 fills=3");
  }
}
