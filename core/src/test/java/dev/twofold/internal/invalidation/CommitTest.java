package dev.twofold.internal.invalidation;

import static dev.twofold.internal.invalidation.Library.BRANCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.internal.invalidation.Library.Account;
import dev.twofold.internal.invalidation.Library.AccountEntity;
import dev.twofold.internal.invalidation.Library.Author;
import dev.twofold.internal.invalidation.Library.AuthorEntity;
import dev.twofold.internal.invalidation.Library.AuthorLoader;
import dev.twofold.internal.invalidation.Library.Book;
import dev.twofold.internal.invalidation.Library.BookEntity;
import dev.twofold.internal.invalidation.Library.Loan;
import dev.twofold.internal.invalidation.Library.LoanEntity;
import dev.twofold.internal.invalidation.Library.NovelEntity;
import dev.twofold.testing.InMemoryTransaction;
import dev.twofold.tier.Source;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a commit takes out of the tiers: that which is stale, and nothing else. */
class CommitTest {

  private final Library library = new Library().warm();
  private final Set<String> before = library.entries();

  @AfterEach
  void close() {
    library.close();
  }

  private InMemoryTransaction begin() {
    return library.database.begin();
  }

  @Nested
  class Trips {

    @Test
    void availableRegions_areOne() {
      begin()
          .put(AuthorEntity.class, 1L, new Author(1, "Ada"))
          .put(AuthorEntity.class, 2L, new Author(2, "Bob"))
          .put(BookEntity.class, 40L, new Book(40, "new", 1))
          .commit();

      assertThat(library.tier.removals()).isEqualTo(1);
      assertThat(library.tier.brackets()).isZero();
      assertThat(library.twofold.stats().invalidations()).isEqualTo(1);
      assertThat(library.twofold.stats().keysInvalidated())
          .as("2 authors, 4 names, book 40, the list, the count, and the titles of author 1")
          .isEqualTo(10);
    }

    @Test
    void strictRegions_areTwo() {
      begin().put(AccountEntity.class, 1L, new Account(1, "Ada")).commit();

      assertThat(library.tier.brackets()).isEqualTo(1);
      assertThat(library.tier.removals()).isEqualTo(1);
      assertThat(library.twofold.stats().brackets()).isEqualTo(1);
      assertThat(library.gone(before)).containsExactly("AccountLoader 1");
    }

    @Test
    void bothKinds_areTwoTogether_andTheBracketNamesTheStrictOnesOnly() {
      InMemoryTransaction transaction =
          begin()
              .put(AccountEntity.class, 1L, new Account(1, "Ada"))
              .put(AuthorEntity.class, 2L, new Author(2, "author 2"))
              .statement("visits");
      transaction.announce();
      assertThat(library.gone(before)).containsExactly("AccountLoader 1");
      transaction.committed();

      assertThat(library.gone(before)).containsExactly("AccountLoader 1", "Visits 1");
      assertThat(library.tier.brackets()).isEqualTo(1);
      assertThat(library.tier.removals()).isEqualTo(1);
    }

    @Test
    void updateThatConcernsNothing_isNone() {
      begin().put(AuthorEntity.class, 1L, new Author(1, "author 1")).commit();
      begin().commit();

      assertThat(library.tier.removals()).isZero();
      assertThat(library.twofold.stats().invalidations()).isZero();
      assertThat(library.gone(before)).isEmpty();
      assertThat(library.scheduler.waiting()).isZero();
    }

    @Test
    void rollback_isNone() {
      begin()
          .put(AuthorEntity.class, 1L, new Author(1, "Ada"))
          .put(AccountEntity.class, 1L, new Account(1, "Ada"))
          .rollback();

      assertThat(library.tier.removals()).isZero();
      assertThat(library.tier.brackets()).isZero();
      assertThat(library.gone(before)).isEmpty();
    }

    @Test
    void savepoint_isPartOfTheCommit() {
      InMemoryTransaction transaction =
          begin().put(AuthorEntity.class, 1L, new Author(1, "given up"));
      transaction.put(AuthorEntity.class, 1L, new Author(1, "Ada")).commit();

      assertThat(library.tier.removals()).isEqualTo(1);
      assertThat(library.authorInAnotherRequest(1)).contains("Ada");
    }
  }

  @Nested
  class Rows {

    @Test
    void update_isTheRow_andItsUniqueKeysOldAndNew() {
      begin().put(AuthorEntity.class, 1L, new Author(1, "nobody")).commit();

      assertThat(library.gone(before))
          .containsExactly(
              "AuthorLoader 1", "AuthorLoader.by.name author 1", "AuthorLoader.by.name nobody");
    }

    @Test
    void move_isTheListsAndCountsOfBothOwners() {
      begin().put(BookEntity.class, 10L, new Book(10, "book 1", 2)).commit();

      assertThat(library.gone(before))
          .containsExactly(
              "BookLoader 10",
              "BookLoader.COUNT.of.author 1",
              "BookLoader.COUNT.of.author 2",
              "BookLoader.list.of.author 1",
              "BookLoader.list.of.author 2",
              "Titles[language=2=de] 1",
              "Titles[language=2=de] 2",
              "Titles[language=2=en] 1",
              "Titles[language=2=en] 2");
    }

    @Test
    void insert_isTheRowThatWasMissing_andItsOwner() {
      begin().put(NovelEntity.class, 40L, new Book(40, "novel", 3)).commit();

      assertThat(library.gone(before))
          .containsExactly("BookLoader.COUNT.of.author 3", "BookLoader.list.of.author 3");
    }

    @Test
    void delete_isTheRow_itsOwner_andEveryCollectionThatMayHaveIt() {
      begin().delete(BookEntity.class, 10L).commit();

      assertThat(library.gone(before))
          .contains("BookLoader 10", "BookLoader.list.of.author 1")
          .doesNotContain("BookLoader 20", "BookLoader.list.of.author 2")
          .filteredOn(entry -> entry.startsWith("BookLoader.list.in"))
          .hasSize(3);
      assertThat(library.tier.removals()).isEqualTo(1);
    }

    @Test
    void collection_isThatOfItsOwner() {
      begin().link(AuthorEntity.class, "favourites", 2L, 10L).commit();

      assertThat(library.gone(before)).hasSize(1).first().asString().endsWith(" 2");
    }
  }

  @Nested
  class Statements {

    @Test
    void table_isWhatIsReadFromIt() {
      begin().statement("authorentity").commit();

      assertThat(library.gone(before))
          .containsExactly(
              "AuthorLoader 1",
              "AuthorLoader 2",
              "AuthorLoader 3",
              "AuthorLoader.by.name author 1",
              "AuthorLoader.by.name author 2",
              "AuthorLoader.by.name author 3",
              "AuthorLoader.by.name nobody");
      assertThat(library.tier.removals()).isEqualTo(1);
    }

    @Test
    void tableWithoutEntity_isWhatSaysThatItDependsOnIt() {
      begin().statement("visits").commit();

      assertThat(library.gone(before)).containsExactly("Visits 1");
    }

    @Test
    void unknownTable_isNothing() {
      begin().statement("others").commit();

      assertThat(library.tier.removals()).isZero();
    }

    @Test
    void anyTable_isAllThatDependsOnTables_strictOnesBracketed() {
      begin().statement().commit();

      assertThat(library.entries()).containsExactly("Weather 1");
      assertThat(library.tier.brackets()).isEqualTo(1);
      assertThat(library.tier.removals()).isEqualTo(1);
    }
  }

  @Nested
  class Tenants {

    @Test
    void known_leavesOthersAlone() {
      library
          .database
          .begin("north")
          .put(LoanEntity.class, 1L, new Loan(1, "north", "cleo"))
          .commit();
      library.database.begin("north").put(LoanEntity.class, 2L, new Loan(2, "south", "x")).commit();

      assertThat(library.gone(before)).containsExactly("LoanLoader[branch=5=north] 1");
    }

    @Test
    void unknown_isTheLoaderAsAWhole() {
      begin().put(LoanEntity.class, 1L, new Loan(1, "north", "cleo")).commit();

      assertThat(library.gone(before))
          .containsExactly("LoanLoader[branch=5=north] 1", "LoanLoader[branch=5=south] 2");
    }

    @Test
    void ofAnotherType_isUnknown() {
      library.database.begin(7).put(LoanEntity.class, 1L, new Loan(1, "north", "cleo")).commit();

      assertThat(library.gone(before)).hasSize(2);
    }
  }

  @Nested
  class Requests {

    @Test
    void others_areNotDisturbedBeforeTheCommit() {
      InMemoryTransaction transaction = begin().put(AuthorEntity.class, 1L, new Author(1, "Ada"));

      assertThat(library.authorInAnotherRequest(1)).contains("author 1");
      assertThat(library.gone(before)).isEmpty();
      transaction.commit();
      assertThat(library.authorInAnotherRequest(1)).contains("Ada");
    }

    @Test
    void own_forgetsAtTheWrite_andAfterTheCommit_andReadsTheWriterFromThen() {
      try (LoadScope scope = library.open()) {
        scope.find(AuthorLoader.class, 1L);
        scope.prime(AuthorLoader.class, 2L, new Author(2, "primed"));
        scope.findBy(AuthorLoader.BY_NAME, "nobody");
        InMemoryTransaction transaction =
            begin().put(AuthorEntity.class, 1L, new Author(1, "nobody"));
        scope.prime(AuthorLoader.class, 1L, new Author(1, "not committed"));
        int opens = library.database.opens();
        transaction.commit();

        assertThat(scope.find(AuthorLoader.class, 1L)).contains(new Author(1, "nobody"));
        assertThat(scope.findBy(AuthorLoader.BY_NAME, "nobody")).isPresent();
        assertThat(scope.find(AuthorLoader.class, 2L)).contains(new Author(2, "primed"));
        assertThat(library.database.sources().subList(opens, library.database.opens()))
            .isNotEmpty()
            .containsOnly(Source.WRITER);
      }
    }

    @Test
    void own_forgetsAfterARollback_andMayReadReplicas() {
      try (LoadScope scope = library.open()) {
        InMemoryTransaction transaction = begin().put(AuthorEntity.class, 1L, new Author(1, "Ada"));
        scope.prime(AuthorLoader.class, 1L, new Author(1, "Ada"));
        transaction.rollback();

        assertThat(scope.find(AuthorLoader.class, 1L)).contains(new Author(1, "author 1"));
        scope.find(AuthorLoader.class, 99L);
        assertThat(library.database.sources()).endsWith(Source.READER);
      }
    }

    @Test
    void own_underAllParameters() {
      try (LoadScope scope = library.open()) {
        scope.prime(Library.LoanLoader.class, 1L, new Loan(1, "north", "primed"));
        scope.with(
            BRANCH,
            "south",
            () -> scope.prime(Library.LoanLoader.class, 1L, new Loan(1, "south", "primed")));
        library
            .database
            .begin("north")
            .put(LoanEntity.class, 1L, new Loan(1, "north", "cleo"))
            .commit();

        assertThat(scope.require(Library.LoanLoader.class, 1L).reader()).isEqualTo("cleo");
        assertThat(
                scope
                    .<String, Loan>with(
                        BRANCH, "south", () -> scope.require(Library.LoanLoader.class, 1L))
                    .reader())
            .isEqualTo("primed");
      }
    }

    @Test
    void nested_allForget() {
      try (LoadScope outer = library.open();
          LoadScope inner = library.open()) {
        outer.prime(AuthorLoader.class, 1L, new Author(1, "old"));
        inner.prime(AuthorLoader.class, 1L, new Author(1, "old"));
        begin().put(AuthorEntity.class, 1L, new Author(1, "Ada")).commit();

        for (LoadScope scope : List.of(outer, inner)) {
          assertThat(scope.find(AuthorLoader.class, 1L)).contains(new Author(1, "Ada"));
        }
      }
    }
  }
}
