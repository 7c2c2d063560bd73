package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.error.TierException;
import dev.twofold.internal.invalidation.Library.Account;
import dev.twofold.internal.invalidation.Library.AccountEntity;
import dev.twofold.internal.invalidation.Library.AccountLoader;
import dev.twofold.settings.StrictWrites;
import dev.twofold.testing.InMemoryTransaction;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Announcing commits of strict regions. */
class BracketsTest {

  private static final Account CHANGED = new Account(1, "changed");

  private Library library = new Library().warm();

  @AfterEach
  void close() {
    library.close();
  }

  private InMemoryTransaction write() {
    return library.database.begin().put(AccountEntity.class, 1L, CHANGED);
  }

  private Account inAnotherRequest() {
    return library.inAnotherRequest(scope -> scope.require(AccountLoader.class, 1L));
  }

  /** Whether what a request has read got into the tier. */
  private boolean isFilled() {
    return library.entries().contains("AccountLoader 1");
  }

  @Test
  void betweenAnnouncementAndEnd_nobodyFills() {
    InMemoryTransaction transaction = write();
    transaction.announce();
    inAnotherRequest();
    assertThat(isFilled()).isFalse();

    transaction.committed();
    assertThat(inAnotherRequest()).isEqualTo(CHANGED);
    assertThat(isFilled()).isTrue();
  }

  @Test
  void rollbackAfterTheAnnouncement_withdrawsIt() {
    InMemoryTransaction transaction = write();
    transaction.announce();
    transaction.rollback();

    assertThat(inAnotherRequest().holder()).isEqualTo("holder 1");
    assertThat(isFilled()).isTrue();
    assertThat(library.twofold.stats().invalidations()).isZero();
  }

  @Test
  void notAcknowledged_theCommitIsRefused() {
    library.flaky.failNext(1);

    assertThatExceptionOfType(TierException.class)
        .isThrownBy(() -> write().commit())
        .withMessage(
            "a commit that makes 1 entries and 0 loaders of strict regions stale was announced to"
                + " the distributed tier, but it did not acknowledge within PT0.2S; without, other"
                + " nodes could read what it replaces, so it must not be done. Try again once the"
                + " tier answers, or let such commits pass (setting strictWrites)")
        .withCauseInstanceOf(TierException.class);

    assertThat(inAnotherRequest().holder()).isEqualTo("holder 1");
    assertThat(library.tier.removals()).isZero();
    assertThat(library.twofold.stats().unacknowledgedBrackets()).isZero();
    assertThat(library.twofold.stats().queued()).isZero();
  }

  @Test
  void notAcknowledged_andCounted_isInvalidatedAfterwards() {
    library.close();
    library = new Library(StrictWrites.COUNT, 100).warm();
    library.flaky.failNext(1);

    write().commit();

    assertThat(inAnotherRequest()).isEqualTo(CHANGED);
    assertThat(library.tier.removals()).isEqualTo(1);
    assertThat(library.twofold.stats().unacknowledgedBrackets()).isEqualTo(1);
    assertThat(library.twofold.stats().brackets()).isZero();
  }

  @Test
  void tooOldBeforeTheCommit_isRenewed_andTheOldOneWithdrawn() {
    InMemoryTransaction transaction = write();
    transaction.announce();
    library.scheduler.advance(Duration.ofSeconds(15));
    transaction.commit();

    assertThat(library.tier.brackets()).isEqualTo(2);
    assertThat(library.tier.removals()).as("withdrawal and end").isEqualTo(2);
    assertThat(inAnotherRequest()).isEqualTo(CHANGED);
    assertThat(isFilled()).isTrue();
  }

  @Test
  void youngBeforeTheCommit_isKept() {
    InMemoryTransaction transaction = write();
    transaction.announce();
    library.scheduler.advance(Duration.ofSeconds(14));
    transaction.commit();

    assertThat(library.tier.brackets()).isEqualTo(1);
    assertThat(library.tier.removals()).isEqualTo(1);
  }

  @Test
  void moreWrittenAfterTheAnnouncement_isAnnouncedToo() {
    InMemoryTransaction transaction = write();
    transaction.announce();
    transaction.put(AccountEntity.class, 2L, new Account(2, "changed"));
    transaction.commit();

    assertThat(library.tier.brackets()).isEqualTo(2);
    assertThat(library.entries()).doesNotContain("AccountLoader 1", "AccountLoader 2");
  }

  @Test
  void endNotAcknowledged_theCommitStands_andNobodyFillsUntilItIsDelivered() {
    InMemoryTransaction transaction = write();
    transaction.announce();
    library.flaky.failNext(1);
    transaction.committed();

    assertThat(library.twofold.stats().queued()).isEqualTo(1);
    assertThat(inAnotherRequest()).isEqualTo(CHANGED);
    assertThat(isFilled()).isFalse();
    library.scheduler.advance(Duration.ofSeconds(1));
    assertThat(library.twofold.stats().queued()).isZero();
  }
}
