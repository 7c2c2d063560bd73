package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.internal.invalidation.Library.Author;
import dev.twofold.internal.invalidation.Library.AuthorEntity;
import dev.twofold.testing.InMemoryTransaction;
import dev.twofold.testing.OtherThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Engines that are closed while something is written. */
class CloseTest {

  private final Library library = new Library().warm();

  @AfterEach
  void close() {
    library.close();
  }

  private InMemoryTransaction write() {
    return library.database.begin().put(AuthorEntity.class, 1L, new Author(1, "Ada"));
  }

  @Test
  void deliveryOnItsWay_isWaitedFor() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    library.flaky.meanwhile(
        () -> {
          begun.countDown();
          awaitUninterruptibly(goesOn);
        });
    CompletableFuture<Void> commit = OtherThread.run(write()::commit);
    begun.await();
    Thread closing = new Thread(library::close);
    closing.start();
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING || !closing.isAlive());
    goesOn.countDown();
    commit.join();
    closing.join();

    assertThat(library.twofold.stats().queued()).isZero();
    assertThat(library.entries()).doesNotContain("AuthorLoader 1");
  }

  @Test
  void deliveryThatHangs_isWaitedForNotForEver_andOthersStandIn() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    library.flaky.meanwhile(
        () -> {
          begun.countDown();
          awaitUninterruptibly(goesOn);
        });
    CompletableFuture<Void> commit = OtherThread.run(write()::commit);
    begun.await();
    library.close();
    assertThat(library.flaky.isAbandoned()).isTrue();
    goesOn.countDown();
    commit.join();

    assertThat(library.twofold.stats().queued()).isEqualTo(3);
  }

  @Test
  void openTransaction_hasOthersStandIn_andItsCommitIsCounted() {
    InMemoryTransaction transaction = write();
    library.close();
    assertThat(library.flaky.isAbandoned()).isTrue();
    transaction.commit();

    assertThat(library.twofold.stats().queued()).isEqualTo(3);
  }

  @Test
  void transactionThatHasEnded_leavesNothing() {
    write().rollback();
    write().commit();
    library.close();

    assertThat(library.flaky.isAbandoned()).isFalse();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
