package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.invalidation.Library.Account;
import dev.twofold.internal.invalidation.Library.AccountEntity;
import dev.twofold.internal.invalidation.Library.AccountLoader;
import dev.twofold.internal.invalidation.Library.Author;
import dev.twofold.internal.invalidation.Library.AuthorEntity;
import dev.twofold.settings.StrictWrites;
import dev.twofold.testing.InMemoryTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions that write more than is named one by one. */
class WrittenKeysTest {

  private final Library library = new Library(StrictWrites.REFUSE, 100).warm();

  @AfterEach
  void close() {
    library.close();
  }

  private InMemoryTransaction writeAccounts(int number) {
    InMemoryTransaction transaction = library.database.begin();
    for (long id = 1; id <= number; id++) {
      transaction.put(AccountEntity.class, id, new Account(id, "changed"));
    }
    return transaction;
  }

  @Test
  void asMuchAsIsNamed_isNamed() {
    writeAccounts(100).commit();

    assertThat(library.twofold.stats().keysInvalidated()).isEqualTo(100);
  }

  @Test
  void strict_moreThanIsNamed_isTheLoaderInBothTrips() {
    InMemoryTransaction transaction = writeAccounts(10_000);
    transaction.announce();
    assertThat(library.entries()).doesNotContain("AccountLoader 1", "AccountLoader 2");
    transaction.committed();

    assertThat(library.tier.brackets()).isEqualTo(1);
    assertThat(library.tier.removals()).isEqualTo(1);
    assertThat(library.twofold.stats().keysInvalidated()).isZero();
  }

  @Test
  void ofManyLoaders_theOneWithMostBecomesWhole_andTheOthersStayNamed() {
    InMemoryTransaction transaction = writeAccounts(60);
    for (long id = 1; id <= 30; id++) {
      transaction.put(AuthorEntity.class, 100 + id, new Author(100 + id, "new " + id));
    }
    transaction.commit();

    assertThat(library.twofold.stats().keysInvalidated()).as("30 rows, 30 names").isEqualTo(60);
    assertThat(library.entries()).contains("AuthorLoader 1").doesNotContain("AccountLoader 1");
  }

  @Test
  void moreWrittenAfterwards_isCountedAnew() {
    InMemoryTransaction transaction = writeAccounts(101);
    for (long id = 1; id <= 50; id++) {
      transaction.put(AuthorEntity.class, 100 + id, new Author(100 + id, "new " + id));
    }
    writeAccounts(101).commit();
    transaction.commit();

    assertThat(library.twofold.stats().keysInvalidated()).as("50 rows, 50 names").isEqualTo(100);
  }

  @Test
  void request_readsWhatBecameWhole_fromTheDatabase() {
    library.inAnotherRequest(
        scope -> {
          InMemoryTransaction transaction = writeAccounts(101);
          library.tier.resetCounts();
          assertThat(scope.find(AccountLoader.class, 3L)).isPresent();
          assertThat(library.tier.multiGets()).isZero();
          transaction.rollback();
          return true;
        });
  }
}
