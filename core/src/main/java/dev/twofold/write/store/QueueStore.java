package dev.twofold.write.store;

import dev.twofold.write.DeadLetters;
import dev.twofold.write.EntryId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams of a distributed tier, one for each partition of a queue, that survive whoever writes and
 * reads them. A partition is owned by one node at a time: taking entries takes or renews a lease,
 * and only who has it can remove what was taken. Entries are bytes to it. Thread-safe.
 *
 * <p>Every method is one round trip, unless it says otherwise, and throws {@link
 * dev.twofold.error.TierException} if the tier does not confirm within the budget; it may have done
 * it all the same.
 */
public interface QueueStore {

  /**
   * Registers how many partitions a node uses.
   *
   * @return the largest number that any node has registered for the queue
   */
  int register(String queue, int partitions, Duration budget);

  /**
   * Entries to append to a partition.
   *
   * @param length how many entries the partition may have then
   */
  record Append(int partition, List<byte[]> entries, int length) {
    public Append {
      entries = List.copyOf(entries);
    }
  }

  /** What became of an append. */
  enum Appended {
    QUEUED,
    /** There was no room; nothing was appended. */
    FULL,
    /** The part of the tier that has the partition has not answered. */
    UNKNOWN
  }

  /**
   * Appends entries to partitions, to each all or none, in their order.
   *
   * @return one for each, in their order
   */
  List<Appended> append(String queue, List<Append> appends, Duration budget);

  /**
   * The right to remove entries of a partition.
   *
   * @param fence grows with each change of the owner
   * @param epoch which life of the partition
   */
  record Lease(String queue, int partition, String owner, long fence, String epoch) {}

  /** An entry as it stands in a partition. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record StoredEntry(EntryId id, byte[] content) {}

  /**
   * What was found in a partition.
   *
   * @param lease null: another node owns it
   * @param entries the oldest ones; none without a lease
   * @param length how many entries it has
   */
  record Taken(int partition, @Nullable Lease lease, List<StoredEntry> entries, long length) {
    public Taken {
      entries = List.copyOf(entries);
    }
  }

  /**
   * What is taken.
   *
   * @param owner the node
   * @param most so many entries of a partition at most, and fewer where they are large
   * @param lease how long the node then owns it
   */
  record Take(String owner, List<Integer> partitions, int most, Duration lease) {
    public Take {
      partitions = List.copyOf(partitions);
    }
  }

  /**
   * Owns partitions that nobody else owns, or this node does, and reads their oldest entries, which
   * stay.
   *
   * @return what was found; partitions whose part of the tier does not answer are left out
   */
  List<Taken> take(String queue, Take take, Duration budget);

  /**
   * Removes all entries up to one, and renews the lease.
   *
   * @return whether the lease still stood; if not, nothing was removed
   */
  boolean acknowledge(Lease lease, Duration length, EntryId last, Duration budget);

  /**
   * What is kept of entries that are dead.
   *
   * @param entries which they are
   * @param content what is appended to the queue when it is replayed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Burial(
      List<EntryId> entries, byte[] content, String key, String value, String cause, String place) {
    public Burial {
      entries = List.copyOf(entries);
    }
  }

  /** What became of a burial. */
  enum Buried {
    DONE,
    /** The lease no longer stood; nothing was done. */
    LOST,
    /** There are too many dead letters; nothing was done. */
    FULL
  }

  /**
   * Moves entries to the dead letters of their partition, all or none, and renews the lease. Of
   * entries that are gone already nothing is kept.
   *
   * @param most how many dead letters the partition may have before
   */
  Buried bury(Lease lease, Duration length, List<Burial> burials, int most, Duration budget);

  /** Gives partitions up. */
  void release(String queue, String owner, List<Integer> partitions, Duration budget);

  /** How many entries a queue has, in so many partitions. */
  long length(String queue, int partitions, Duration budget);

  /** The dead letters of a queue; one trip to find the partitions, then one for each. */
  DeadLetters deadLetters(String queue, Duration budget);
}
