package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.TierException;
import dev.twofold.write.DeadLetter;
import dev.twofold.write.DeadLetters;
import dev.twofold.write.EntryId;
import dev.twofold.write.store.QueueStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Queues in memory, with the rules of a real store: leases end by the clock it is given, and only
 * who has one removes entries. Budgets are ignored. Several engines may share it. Thread-safe.
 */
public final class InMemoryQueueStore implements QueueStore {

  private record Name(String queue, int partition) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Letter(DeadLetter shown, byte[] content) {}

  private static final class Partition {
    private final NavigableMap<EntryId, byte[]> entries = new TreeMap<>();
    private final NavigableMap<EntryId, Letter> letters = new TreeMap<>();
    private EntryId latest = new EntryId(0, 0);
    private @Nullable String owner;
    private Instant end = Instant.MIN;
    private long fence;
  }

  private final InstantSource time;
  private final Map<Name, Partition> partitions = new HashMap<>();
  private final Map<String, Integer> registered = new HashMap<>();
  private String epoch = "first";
  private boolean silent;

  /** Empty queues whose leases end by a clock. */
  public InMemoryQueueStore(InstantSource time) {
    this.time = requireNonNull(time, "time");
  }

  /** Every call throws {@link TierException} until {@link #recover}. */
  public synchronized void fail() {
    silent = true;
  }

  /** Answers again. */
  public synchronized void recover() {
    silent = false;
  }

  /** Loses everything, as a server without persistence does. */
  public synchronized void lose() {
    partitions.clear();
    registered.clear();
    epoch = epoch + "+";
  }

  /** Puts any bytes into a partition, as another program might. */
  public synchronized void corrupt(String queue, int partition, byte[] content) {
    put(partition(queue, partition), content);
  }

  private Partition partition(String queue, int partition) {
    if (silent) {
      throw new TierException("The queues in memory are silent", null);
    }
    return partitions.computeIfAbsent(new Name(queue, partition), name -> new Partition());
  }

  private void put(Partition partition, byte[] content) {
    EntryId now = new EntryId(time.instant().toEpochMilli(), 0);
    partition.latest = now.compareTo(partition.latest) > 0 ? now : partition.latest.next();
    partition.entries.put(partition.latest, content.clone());
  }

  @Override
  public synchronized int register(String queue, int number, Duration budget) {
    partition(queue, 0);
    return registered.merge(queue, number, Math::max);
  }

  @Override
  public synchronized List<Appended> append(String queue, List<Append> appends, Duration budget) {
    List<Appended> outcomes = new ArrayList<>();
    for (Append append : appends) {
      Partition partition = partition(queue, append.partition());
      boolean room = partition.entries.size() + append.entries().size() <= append.length();
      if (room) {
        append.entries().forEach(content -> put(partition, content));
      }
      outcomes.add(room ? Appended.QUEUED : Appended.FULL);
    }
    return outcomes;
  }

  @Override
  public synchronized List<Taken> take(String queue, Take take, Duration budget) {
    List<Taken> all = new ArrayList<>();
    for (int number : take.partitions()) {
      Partition partition = partition(queue, number);
      int length = partition.entries.size();
      if (isOfAnother(partition, take.owner())) {
        all.add(new Taken(number, null, List.of(), length));
        continue;
      }
      if (!take.owner().equals(partition.owner)) {
        partition.owner = take.owner();
        partition.fence++;
      }
      partition.end = time.instant().plus(take.lease());
      List<StoredEntry> entries =
          partition.entries.entrySet().stream()
              .limit(take.most())
              .map(each -> new StoredEntry(each.getKey(), each.getValue().clone()))
              .toList();
      Lease lease = new Lease(queue, number, take.owner(), partition.fence, epoch);
      all.add(new Taken(number, lease, entries, length));
    }
    return all;
  }

  private boolean isOfAnother(Partition partition, String owner) {
    return partition.owner != null
        && !partition.owner.equals(owner)
        && time.instant().isBefore(partition.end);
  }

  private @Nullable Partition owned(Lease lease, Duration length) {
    Partition partition = partition(lease.queue(), lease.partition());
    if (!lease.owner().equals(partition.owner)
        || lease.fence() != partition.fence
        || !lease.epoch().equals(epoch)) {
      return null;
    }
    partition.end = time.instant().plus(length);
    return partition;
  }

  @Override
  public synchronized boolean acknowledge(
      Lease lease, Duration length, EntryId last, Duration budget) {
    Partition partition = owned(lease, length);
    if (partition == null) {
      return false;
    }
    partition.entries.headMap(last, true).clear();
    return true;
  }

  @Override
  public synchronized Buried bury(
      Lease lease, Duration length, List<Burial> burials, int most, Duration budget) {
    Partition partition = owned(lease, length);
    if (partition == null) {
      return Buried.LOST;
    }
    if (partition.letters.size() >= most) {
      return Buried.FULL;
    }
    for (Burial burial : burials) {
      if (!partition.entries.keySet().removeAll(burial.entries())) {
        continue;
      }
      EntryId id =
          new EntryId(time.instant().toEpochMilli(), partition.letters.size() + partition.fence);
      while (partition.letters.containsKey(id)) {
        id = id.next();
      }
      partition.letters.put(id, new Letter(shown(lease, id, burial), burial.content()));
    }
    return Buried.DONE;
  }

  private DeadLetter shown(Lease lease, EntryId id, Burial burial) {
    return new DeadLetter(
        id,
        lease.partition(),
        burial.key(),
        burial.value(),
        burial.cause(),
        burial.place(),
        burial.entries().size(),
        time.instant());
  }

  @Override
  public synchronized void release(
      String queue, String owner, List<Integer> numbers, Duration budget) {
    for (int number : numbers) {
      Partition partition = partition(queue, number);
      if (owner.equals(partition.owner)) {
        partition.owner = null;
      }
    }
  }

  @Override
  public synchronized long length(String queue, int number, Duration budget) {
    long length = 0;
    for (int i = 0; i < number; i++) {
      length += partition(queue, i).entries.size();
    }
    return length;
  }

  @Override
  public DeadLetters deadLetters(String queue, Duration budget) {
    return new InMemoryDeadLetters(queue);
  }

  private final class InMemoryDeadLetters implements DeadLetters {

    private final String queue;

    InMemoryDeadLetters(String queue) {
      this.queue = queue;
    }

    @Override
    public List<DeadLetter> list(int limit) {
      synchronized (InMemoryQueueStore.this) {
        List<DeadLetter> all = new ArrayList<>();
        for (int i = 0; i < registered.getOrDefault(queue, 0); i++) {
          partition(queue, i).letters.values().forEach(letter -> all.add(letter.shown()));
        }
        return all.subList(0, Math.min(limit, all.size()));
      }
    }

    @Override
    public int replay(int limit) {
      return remove(limit, true);
    }

    @Override
    public int discard(int limit) {
      return remove(limit, false);
    }

    private int remove(int limit, boolean again) {
      synchronized (InMemoryQueueStore.this) {
        int done = 0;
        for (int i = 0; i < registered.getOrDefault(queue, 0); i++) {
          Partition partition = partition(queue, i);
          while (done < limit && !partition.letters.isEmpty()) {
            Letter letter = partition.letters.pollFirstEntry().getValue();
            if (again) {
              put(partition, letter.content());
            }
            done++;
          }
        }
        return done;
      }
    }
  }
}
