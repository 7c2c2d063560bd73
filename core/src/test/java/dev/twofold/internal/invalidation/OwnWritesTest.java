package dev.twofold.internal.invalidation;

import static dev.twofold.internal.invalidation.Library.BRANCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.internal.invalidation.Library.Author;
import dev.twofold.internal.invalidation.Library.AuthorEntity;
import dev.twofold.internal.invalidation.Library.AuthorLoader;
import dev.twofold.internal.invalidation.Library.Book;
import dev.twofold.internal.invalidation.Library.BookEntity;
import dev.twofold.internal.invalidation.Library.Loan;
import dev.twofold.internal.invalidation.Library.LoanEntity;
import dev.twofold.internal.invalidation.Library.LoanLoader;
import dev.twofold.testing.InMemoryTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a request reads of what it has written and not committed. */
class OwnWritesTest {

  private final Library library = new Library().warm();
  private final Set<String> before = library.entries();
  private final LoadScope scope = library.open();

  @AfterEach
  void close() {
    scope.close();
    library.close();
  }

  private InMemoryTransaction rename() {
    return library.database.begin().put(AuthorEntity.class, 1L, new Author(1, "Ada"));
  }

  private String name() {
    return scope.require(AuthorLoader.class, 1L).name();
  }

  @Test
  void written_isReadFromTheDatabase_andNoTierIsAskedOrFilled() {
    rename();

    assertThat(name()).isEqualTo("Ada");
    assertThat(library.tier.multiGets()).isZero();
    assertThat(library.tier.multiSets()).isZero();
    assertThat(library.entries()).isEqualTo(before);
    assertThat(library.authorInAnotherRequest(1)).contains("author 1");
  }

  @Test
  void everythingElse_isReadFromTheTier() {
    rename();
    int statements = library.database.statements();

    assertThat(scope.findAll(AuthorLoader.class, List.of(1L, 2L, 3L)).found()).hasSize(3);

    assertThat(library.tier.keysAsked()).isEqualTo(2);
    assertThat(library.database.statements() - statements).isEqualTo(1);
    assertThat(library.database.statementSizes()).endsWith(1);
  }

  @Test
  void listsOfTheOldAndTheNewOwner_areReadFromTheDatabase() {
    List<Author> authors = scope.requireAll(AuthorLoader.class, List.of(1L, 2L, 3L));
    library.database.begin().put(BookEntity.class, 10L, new Book(10, "book 1", 2));

    assertThat(Author.BOOKS.of(authors.get(0))).isEmpty();
    assertThat(Author.BOOKS.of(authors.get(1))).hasSize(2);
    assertThat(Author.BOOKS.of(authors.get(2))).hasSize(1);
    assertThat(scope.stats().loader("Author.BOOKS").distributed()).isEqualTo(1);
    assertThat(library.entries()).isEqualTo(before);
  }

  @Test
  void uniqueKeyOfANewRow_isFound() {
    library.database.begin().put(AuthorEntity.class, 7L, new Author(7, "nobody"));

    assertThat(scope.findBy(AuthorLoader.BY_NAME, "nobody")).isPresent();
    assertThat(library.entries()).isEqualTo(before);
  }

  @Test
  void statement_coversTheWholeLoader() {
    library.database.put(AuthorEntity.class, 2L, new Author(2, "bulk"));
    library.database.begin().statement("authorentity");

    assertThat(scope.require(AuthorLoader.class, 2L).name()).isEqualTo("bulk");
    assertThat(library.tier.multiGets()).isZero();
  }

  @Test
  void otherTenant_isReadFromTheTier() {
    library.database.begin("south").put(LoanEntity.class, 1L, new Loan(1, "south", "x"));

    assertThat(scope.find(LoanLoader.class, 1L)).isPresent();
    assertThat(library.tier.keysAsked()).isEqualTo(1);
    scope.with(BRANCH, "south", () -> scope.find(LoanLoader.class, 1L));
    assertThat(library.tier.keysAsked()).isEqualTo(1);
  }

  @Test
  void rolledBack_isReadFromTheTierAgain() {
    InMemoryTransaction transaction = rename();
    assertThat(name()).isEqualTo("Ada");
    transaction.rollback();

    assertThat(name()).isEqualTo("author 1");
    assertThat(library.tier.multiGets()).isEqualTo(1);
  }

  @Test
  void committed_isFilledAgain() {
    rename().commit();

    assertThat(name()).isEqualTo("Ada");
    assertThat(library.tier.keysAsked()).isEqualTo(1);
    assertThat(library.entries()).contains("AuthorLoader 1");
  }

  @Test
  void twoTransactions_eachUntilItsOwnEnd() {
    InMemoryTransaction first = rename();
    InMemoryTransaction second =
        library.database.begin().put(AuthorEntity.class, 2L, new Author(2, "Bob"));
    first.commit();
    assertThat(scope.require(AuthorLoader.class, 2L).name()).isEqualTo("Bob");
    assertThat(library.tier.multiGets()).isZero();
    second.commit();
    assertThat(scope.require(AuthorLoader.class, 2L).name()).isEqualTo("Bob");
    assertThat(library.tier.multiGets()).isEqualTo(1);
  }

  @Test
  void undelivered_isReadFromTheDatabase_byEveryRequest_untilItIs() {
    library.flaky.failNext(1);
    rename().commit();

    assertThat(library.authorInAnotherRequest(1)).contains("Ada");
    assertThat(name()).isEqualTo("Ada");
    assertThat(library.tier.multiGets()).isZero();
    assertThat(library.entries()).isEqualTo(before);

    library.scheduler.advance(Duration.ofSeconds(1));
    library.authorInAnotherRequest(1);
    assertThat(library.tier.multiGets()).isEqualTo(1);
    assertThat(library.entries()).contains("AuthorLoader 1");
  }
}
