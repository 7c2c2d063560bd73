package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DaemonSchedulerTest {

  private final DaemonScheduler scheduler = new DaemonScheduler("later");

  @AfterEach
  void close() {
    scheduler.close();
  }

  @Test
  void task_runsOnADaemonOfThatName() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    scheduler.after(Duration.ZERO, () -> thread.complete(Thread.currentThread()));

    assertThat(thread.get(10, TimeUnit.SECONDS).isDaemon()).isTrue();
    assertThat(thread.get().getName()).isEqualTo("later");
  }

  @Test
  void failure_doesNotKeepTheNextFromRunning() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    scheduler.after(
        Duration.ZERO,
        () -> {
          throw new IllegalStateException("told to fail");
        });
    scheduler.after(Duration.ZERO, ran::countDown);

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void closed_runsNothing_andSaysNothing() {
    AtomicBoolean ran = new AtomicBoolean();
    scheduler.after(Duration.ofHours(1), () -> ran.set(true));
    scheduler.close();
    scheduler.after(Duration.ZERO, () -> ran.set(true));
    scheduler.close();

    assertThat(ran).isFalse();
  }
}
