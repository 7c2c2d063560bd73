package dev.twofold.internal.near;

import dev.twofold.internal.near.KeptState.KeptRegion;
import dev.twofold.internal.near.KeptState.Run;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.near.NearEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How regions whose disk outlives the process go on with what an earlier run has left there.
 *
 * <p>The count of vintages and all marks go on, too, so that what was stale stays stale. What
 * became stale while no process ran, nobody has marked: an entry only counts if its partition
 * stands where it stood when the marks were written, which the distributed tier says. Until it has
 * said so, such regions have nothing and keep nothing.
 *
 * <p>Deadlines are by the clock of the run that wrote them. They are carried over by the clock of
 * the distributed tier, which both runs have read; what is not known of it shortens them.
 *
 * <p>Thread-safe.
 */
final class Continuation {

  /** Runs beyond these are forgotten with their entries. */
  private static final int MOST_RUNS = 64;

  /** More than a run can count between leaving its marks and its end. */
  private static final long GAP = 1L << 32;

  private final @Nullable KeptState before;
  private final String application;
  private final int partitions;
  private final LongSupplier nanoTime;
  private final long firstVintage;

  /** Partitions that nothing has happened in. Guarded by this. */
  private final BitSet unchanged = new BitSet();

  /** Null until the distributed tier has told its time. */
  private volatile @Nullable Offsets offsets;

  private volatile boolean open;

  /**
   * What added to nanoseconds of this run makes nanoseconds of the distributed tier's clock.
   *
   * @param least rather too little
   * @param most rather too much
   */
  private record Offsets(long least, long most) {}

  /**
   * @param note what an earlier run has left; null: nothing
   * @param partitions how many the distributed tier has
   */
  Continuation(byte @Nullable [] note, String application, int partitions, LongSupplier nanoTime) {
    this.application = application;
    this.partitions = partitions;
    this.nanoTime = nanoTime;
    this.before = usable(note == null ? null : KeptFormat.decode(note));
    this.firstVintage = before == null ? 0 : before.marks().count() + GAP;
  }

  private @Nullable KeptState usable(@Nullable KeptState read) {
    return read != null
            && read.application().equals(application)
            && read.moments().size() == partitions
        ? read
        : null;
  }

  /** The count of vintages and the marks that this run begins with. */
  Vintages vintages() {
    return before == null ? new Vintages() : new Vintages(before.marks(), firstVintage);
  }

  /** The marks of a region that its entries go on with; null: it has none that count. */
  @Nullable KeptRegion region(String name, String policy) {
    KeptRegion region = before == null ? null : before.regions().get(name);
    return region != null && region.policy().equals(policy) ? region : null;
  }

  /** A partition is followed from a state on. */
  synchronized void follows(int partition, Moment moment, Instant time, Duration age) {
    if (open) {
      return;
    }
    if (offsets == null) {
      long least = Duration.between(Instant.EPOCH, time).toNanos() - nanoTime.getAsLong();
      // The tier's time may have been cut to whole milliseconds.
      offsets = new Offsets(least, least + age.toNanos() + Duration.ofMillis(1).toNanos());
    }
    unchanged.set(
        partition,
        before != null
            && !moment.equals(FillRight.UNKNOWN)
            && before.moments().get(partition).equals(moment));
  }

  /** Something may have been missed in a partition. */
  synchronized void missed(int partition) {
    unchanged.clear(partition);
  }

  /** The partitions whose entries of earlier runs may have become stale. */
  synchronized IntStream changed() {
    BitSet changed = new BitSet(partitions);
    changed.set(0, partitions);
    changed.andNot(unchanged);
    return changed.stream();
  }

  int partitions() {
    return partitions;
  }

  /** From now on entries count. */
  synchronized void open() {
    open = true;
  }

  /** Whether it has been opened. */
  boolean isOpen() {
    return open;
  }

  /** An entry as this run understands it; null if it is of a run that is not known any more. */
  @Nullable NearEntry understood(NearEntry entry) {
    Offsets now = offsets;
    if (entry.vintage() >= firstVintage || entry.form() != null || before == null || now == null) {
      return entry;
    }
    Run run = before.runOf(entry.vintage());
    return run == null ? null : entry.endingAt(entry.deadline() + run.serverOffset() - now.most());
  }

  /**
   * What the next run needs.
   *
   * @param moments read before the marks
   * @return null if nothing can be kept
   */
  byte @Nullable [] note(
      List<Moment> moments, Vintages.Marks marks, Map<String, KeptRegion> regions) {
    Offsets now = offsets;
    if (now == null || moments.size() != partitions) {
      return null;
    }
    List<Run> runs = new ArrayList<>(before == null ? List.of() : before.runs());
    runs.add(new Run(firstVintage, now.least()));
    return KeptFormat.encode(
        new KeptState(
            application,
            moments,
            runs.subList(Math.max(0, runs.size() - MOST_RUNS), runs.size()),
            marks,
            regions));
  }
}
