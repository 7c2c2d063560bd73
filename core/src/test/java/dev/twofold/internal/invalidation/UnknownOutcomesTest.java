package dev.twofold.internal.invalidation;

import static dev.twofold.internal.invalidation.Library.COMMIT_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.invalidation.Library.Account;
import dev.twofold.internal.invalidation.Library.AccountEntity;
import dev.twofold.internal.invalidation.Library.AccountLoader;
import dev.twofold.internal.invalidation.Library.Author;
import dev.twofold.internal.invalidation.Library.AuthorEntity;
import dev.twofold.testing.InMemoryTransaction;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commits of which nobody tells the outcome. */
class UnknownOutcomesTest {

  private final Library library = new Library().warm();

  @AfterEach
  void close() {
    library.close();
  }

  private InMemoryTransaction write() {
    return library.database.begin().put(AuthorEntity.class, 1L, new Author(1, "Ada"));
  }

  @Test
  void unknown_countsAsCommitted_nowAndAfterTheLimit() {
    write().commitUnknown();
    assertThat(library.tier.removals()).isEqualTo(1);
    assertThat(library.twofold.stats().unknownOutcomes()).isEqualTo(1);
    library.authorInAnotherRequest(1);
    assertThat(library.entries()).contains("AuthorLoader 1");

    library.scheduler.advance(COMMIT_LIMIT.minusNanos(1));
    assertThat(library.tier.removals()).isEqualTo(1);
    library.scheduler.advance(Duration.ofNanos(1));
    assertThat(library.tier.removals()).isEqualTo(2);
    assertThat(library.entries()).doesNotContain("AuthorLoader 1");
    assertThat(library.scheduler.waiting()).isZero();
  }

  @Test
  void unknown_leavesTheBracketToItsDeadline() {
    library.database.begin().put(AccountEntity.class, 1L, new Account(1, "Ada")).commitUnknown();
    library.inAnotherRequest(scope -> scope.find(AccountLoader.class, 1L));

    assertThat(library.entries()).doesNotContain("AccountLoader 1");
  }

  @Test
  void close_repeatsAtOnce() {
    write().commitUnknown();
    library.close();

    assertThat(library.tier.removals()).isEqualTo(2);
  }

  @Test
  void untold_countsAsUnknownAfterTheLimit() {
    write().announce();
    library.scheduler.advance(COMMIT_LIMIT.minusNanos(1));
    assertThat(library.tier.removals()).isZero();
    library.scheduler.advance(Duration.ofNanos(1));

    assertThat(library.tier.removals()).isEqualTo(1);
    assertThat(library.twofold.stats().unknownOutcomes()).isEqualTo(1);
  }

  @Test
  void untoldTwo_eachAfterItsOwnLimit() {
    write().announce();
    library.scheduler.advance(COMMIT_LIMIT.dividedBy(2));
    library.database.begin().put(AuthorEntity.class, 2L, new Author(2, "Bob")).announce();
    library.scheduler.advance(COMMIT_LIMIT.dividedBy(2));
    assertThat(library.tier.removals()).isEqualTo(1);
    library.scheduler.advance(COMMIT_LIMIT.dividedBy(2));

    assertThat(library.twofold.stats().unknownOutcomes()).isEqualTo(2);
  }

  @Test
  void toldInTime_isNoMoreThanACommit() {
    InMemoryTransaction transaction = write();
    transaction.announce();
    transaction.committed();
    library.scheduler.advance(COMMIT_LIMIT.multipliedBy(3));

    assertThat(library.tier.removals()).isEqualTo(1);
    assertThat(library.twofold.stats().unknownOutcomes()).isZero();
    assertThat(library.scheduler.waiting()).isZero();
  }

  @Test
  void toldTooLate_isToldAllTheSame() {
    InMemoryTransaction transaction = write();
    transaction.announce();
    library.scheduler.advance(COMMIT_LIMIT);
    transaction.committed();

    assertThat(library.tier.removals()).isEqualTo(2);
  }

  @Test
  void neverAnnounced_waitsForNothing() {
    write();
    library.scheduler.advance(COMMIT_LIMIT.multipliedBy(3));

    assertThat(library.tier.removals()).isZero();
    assertThat(library.scheduler.waiting()).isZero();
  }

  @Test
  void close_doesNotWaitForEnds() {
    write().announce();
    library.close();

    assertThat(library.tier.removals()).as("now and once more").isEqualTo(2);
  }
}
