package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.internal.invalidation.Library.Author;
import dev.twofold.internal.invalidation.Library.AuthorEntity;
import dev.twofold.internal.invalidation.Library.AuthorLoader;
import dev.twofold.internal.invalidation.Library.Book;
import dev.twofold.internal.invalidation.Library.BookEntity;
import dev.twofold.settings.StrictWrites;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes while the distributed tier does not answer. */
class OutageTest {

  private Library library = new Library().warm();

  @AfterEach
  void close() {
    library.close();
  }

  private void rename(long id, String name) {
    library.database.begin().put(AuthorEntity.class, id, new Author(id, name)).commit();
  }

  @Test
  void commit_succeeds_andWaitsToBeDelivered() {
    library.flaky.fail();
    rename(1, "Ada");

    assertThat(library.twofold.stats().queued()).as("the row and two names").isEqualTo(3);
    assertThat(library.twofold.stats().invalidations()).isZero();
    assertThat(library.entries()).contains("AuthorLoader 1");
    assertThat(library.flaky.failures()).isEqualTo(1);
  }

  @Test
  void recovery_deliversEverythingInOneTrip() {
    library.flaky.fail();
    rename(1, "Ada");
    rename(1, "Augusta");
    rename(2, "Bob");
    library.flaky.recover();
    library.scheduler.advance(Duration.ofMillis(100));

    assertThat(library.tier.removals()).isEqualTo(1);
    assertThat(library.twofold.stats().queued()).isZero();
    assertThat(library.twofold.stats().deliveredLate())
        .as("2 rows; author 1, Ada, Augusta, author 2, Bob")
        .isEqualTo(7);
    assertThat(library.authorInAnotherRequest(1)).contains("Augusta");
    assertThat(library.scheduler.waiting()).as("the check of lost commits").isEqualTo(1);
  }

  @Test
  void pausesGrow_andEndAtFiveSeconds() {
    library.flaky.fail();
    rename(1, "Ada");
    int before = library.flaky.failures();
    library.scheduler.advance(Duration.ofMillis(100 + 200 + 400 + 800 + 1_600 + 3_200 + 5_000));
    assertThat(library.flaky.failures() - before).isEqualTo(7);
    library.scheduler.advance(Duration.ofSeconds(50));
    assertThat(library.flaky.failures() - before).isEqualTo(17);

    library.flaky.recover();
    library.scheduler.advance(Duration.ofSeconds(5));
    library.flaky.fail();
    rename(2, "Bob");
    before = library.flaky.failures();
    library.scheduler.advance(Duration.ofMillis(100));
    assertThat(library.flaky.failures() - before).as("short again").isEqualTo(1);
  }

  @Test
  void laterDeliveryOfTheSameKeys_counts() {
    library.flaky.failNext(1);
    library.twofold.invalidator().invalidate(AuthorLoader.class, List.of(1L));
    assertThat(library.twofold.stats().queued()).isEqualTo(1);
    library.twofold.invalidator().invalidate(AuthorLoader.class, List.of(1L));

    assertThat(library.twofold.stats().queued()).isZero();
    assertThat(library.twofold.stats().deliveredLate()).isEqualTo(1);
  }

  @Test
  void tooMuchForOneBudget_isDeliveredInSmallerPortions() {
    library.close();
    library = new Library(StrictWrites.REFUSE, 10_000).warm();
    library.flaky.failAbove(600);
    List<Long> many = LongStream.range(0, 5_000).boxed().toList();

    assertThat(library.twofold.invalidator().invalidate(AuthorLoader.class, many)).isFalse();
    assertThat(library.twofold.stats().queued()).isEqualTo(5_000);
    library.scheduler.advance(Duration.ofMinutes(1));

    assertThat(library.twofold.stats().queued()).isZero();
    assertThat(library.entries()).doesNotContain("AuthorLoader 1");
  }

  @Test
  void overflow_clearsTheLoadersConcerned() {
    library.close();
    library = new Library(StrictWrites.REFUSE, 4).warm();
    library.flaky.fail();
    rename(1, "Ada");
    rename(2, "Bob");
    assertThat(library.twofold.stats().queued()).as("rows and names").isEqualTo(2);
    library.flaky.recover();
    library.scheduler.advance(Duration.ofSeconds(1));

    assertThat(library.entries())
        .contains("BookLoader 10", "AccountLoader 1", "Titles[language=2=de] 1")
        .noneMatch(entry -> entry.startsWith("AuthorLoader"));
    assertThat(library.tier.removals()).isEqualTo(1);
  }

  @Test
  void hugeTransaction_isItsLoadersAsAWhole() {
    library.close();
    library = new Library(StrictWrites.REFUSE, 4).warm();
    var transaction = library.database.begin();
    for (long id = 100; id < 105; id++) {
      transaction.put(BookEntity.class, id, new Book(id, "bulk", 1));
    }
    transaction.commit();

    assertThat(library.twofold.stats().keysInvalidated())
        .as("list, count and titles of author 1; the rows as one loader")
        .isEqualTo(3);
    assertThat(library.entries()).doesNotContain("BookLoader 10", "BookLoader 20");
  }

  @Test
  void unchecked_isAFailureLikeAnother() {
    library.flaky.throwUnchecked();
    rename(1, "Ada");

    assertThat(library.twofold.stats().queued()).isEqualTo(3);
  }

  @Test
  void scope_saysWhetherItIsConfirmed_andDeliversLater() {
    try (LoadScope scope = library.open()) {
      library.flaky.fail();
      assertThat(scope.invalidate(AuthorLoader.class, List.of(1L))).isFalse();
      assertThat(scope.stats().distributedFailures()).isEqualTo(1);
      library.flaky.recover();
      library.scheduler.advance(Duration.ofSeconds(1));
      assertThat(library.entries()).doesNotContain("AuthorLoader 1");
      assertThat(scope.invalidate(AuthorLoader.class, List.of(1L))).isTrue();
    }
  }

  @Test
  void close_triesOnceMore_andStopsTheScheduler() {
    library.flaky.fail();
    rename(1, "Ada");
    library.flaky.recover();
    library.close();

    assertThat(library.entries()).doesNotContain("AuthorLoader 1");
    assertThat(library.twofold.stats().queued()).isZero();
    assertThat(library.scheduler.isClosed()).isTrue();
    assertThat(library.flaky.isAbandoned()).isFalse();
  }

  @Test
  void close_whileTheTierIsDead_triesOnce() {
    library.flaky.fail();
    rename(1, "Ada");
    int before = library.flaky.failures();
    library.close();

    assertThat(library.flaky.failures() - before).isEqualTo(1);
    assertThat(library.twofold.stats().queued()).isEqualTo(3);
    assertThat(library.flaky.isAbandoned()).as("others stand in for it").isTrue();
  }
}
