package dev.twofold.internal.queue;

import dev.twofold.stats.QueueStats;
import dev.twofold.write.WriteBatch;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of one queue. Thread-safe. */
final class QueueCounters {

  private final LongAdder queued = new LongAdder();
  private final LongAdder direct = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unavailable = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder written = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private volatile long waiting;

  void queued(long number) {
    queued.add(number);
  }

  void direct(long number) {
    direct.add(number);
  }

  void refused(long number) {
    refused.add(number);
  }

  void unavailable() {
    unavailable.increment();
  }

  void written(WriteBatch<?, ?> batch) {
    batches.increment();
    written.add(batch.entries().size());
    writes.add(batch.writes().size());
  }

  void failed() {
    failures.increment();
  }

  void buried(long letters) {
    deadLetters.add(letters);
  }

  void waiting(long entries) {
    waiting = entries;
  }

  QueueStats snapshot() {
    return new QueueStats(
        queued.sum(),
        direct.sum(),
        refused.sum(),
        unavailable.sum(),
        batches.sum(),
        written.sum(),
        writes.sum(),
        failures.sum(),
        deadLetters.sum(),
        waiting);
  }
}
