package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.testing.InMemoryTier;
import dev.twofold.write.BatchWriter;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.WriteQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What becomes of queues when their engine is closed. */
class WriteBehindCloseTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final InMemoryTier tier = new InMemoryTier();
  private final List<Long> written = new CopyOnWriteArrayList<>();

  /** A queue that writes only when it has to, and gives nothing a second chance. */
  private static WriteBehind<Long, Long> queue(BatchWriter<Long, Long> writer) {
    return WriteBehind.log("q", Long.class, Long.class, writer)
        .with(policy -> policy.withPartitions(1).withInterval(LONG).withAttempts(1));
  }

  private Twofold node(WriteBehind<Long, Long> queue) {
    return Twofold.builder().distributed(tier.node()).queue(queue).build();
  }

  private void write(WriteBatch<Long, Long> batch) {
    batch.writes().forEach(write -> written.add(write.value()));
  }

  @Test
  void writerThatReads_canDoSoUntilTheQueueIsDrained() {
    AtomicReference<Twofold> engine = new AtomicReference<>();
    WriteBehind<Long, Long> definition =
        queue(
            batch -> {
              try (LoadScope scope = engine.get().open()) {
                assertThat(scope.stats()).isNotNull();
                write(batch);
                engine.get().invalidator().clearTag("pages");
              }
            });
    Twofold twofold = node(definition);
    engine.set(twofold);
    WriteQueue<Long, Long> queue = twofold.queue(definition);
    queue.add(1L, 1L);
    assertThat(queue.drain(LONG)).isTrue();
    queue.add(1L, 2L);

    twofold.close();

    assertThat(written).containsExactly(1L, 2L);
    assertThat(queue.stats().deadLetters()).isZero();
    assertThat(queue.stats().failures()).isZero();
  }
}
