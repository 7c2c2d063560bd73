package dev.twofold.internal.queue;

import dev.twofold.write.DeadLetters;
import dev.twofold.write.EntryId;
import dev.twofold.write.store.QueueStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The store as one node has it, which may die before and after each trip. */
record SteppingStore(QueueStore store, Steps steps) implements QueueStore {

  private <T> T step(Supplier<T> trip) {
    steps.step();
    T answer = trip.get();
    steps.step();
    return answer;
  }

  @Override
  public int register(String queue, int partitions, Duration budget) {
    return store.register(queue, partitions, budget);
  }

  @Override
  public List<Appended> append(String queue, List<Append> appends, Duration budget) {
    return store.append(queue, appends, budget);
  }

  @Override
  public List<Taken> take(String queue, Take take, Duration budget) {
    return step(() -> store.take(queue, take, budget));
  }

  @Override
  public boolean acknowledge(Lease lease, Duration length, EntryId last, Duration budget) {
    return step(() -> store.acknowledge(lease, length, last, budget));
  }

  @Override
  public Buried bury(
      Lease lease, Duration length, List<Burial> burials, int most, Duration budget) {
    return step(() -> store.bury(lease, length, burials, most, budget));
  }

  @Override
  public void release(String queue, String owner, List<Integer> partitions, Duration budget) {
    store.release(queue, owner, partitions, budget);
  }

  @Override
  public long length(String queue, int partitions, Duration budget) {
    return store.length(queue, partitions, budget);
  }

  @Override
  public DeadLetters deadLetters(String queue, Duration budget) {
    return store.deadLetters(queue, budget);
  }
}
