package dev.twofold.tier.near;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the near tier keeps of a key.
 *
 * @param form the cached form, shared by all requests; null: the database has none, or {@code
 *     payload} has it
 * @param payload the encoded value, where it was kept below the heap and nobody has decoded it yet
 * @param vintage when it was read, by the engine's own count: an entry counts if nothing that
 *     concerns it was cleared since
 * @param deadline when it ends, by {@link System#nanoTime}; from then on it answers nobody but
 *     those whose load has failed, within the grace of its region
 * @param mark where the engine notes that the key became stale
 * @param partition that of the key in the distributed tier; 0 where there is none
 * @param tags those that it can be cleared by
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record NearEntry(
    @Nullable Object form,
    byte @Nullable [] payload,
    long vintage,
    long deadline,
    int mark,
    int partition,
    Set<String> tags) {

  /** An entry that the engine has not said yet where it notes things about it. */
  public NearEntry(
      @Nullable Object form,
      byte @Nullable [] payload,
      long vintage,
      long deadline,
      Set<String> tags) {
    this(form, payload, vintage, deadline, 0, 0, tags);
  }

  /** The same in its place. */
  public NearEntry at(int itsMark, int itsPartition) {
    return new NearEntry(form, payload, vintage, deadline, itsMark, itsPartition, tags);
  }

  /** The same with another end. */
  public NearEntry endingAt(long itsDeadline) {
    return new NearEntry(form, payload, vintage, itsDeadline, mark, partition, tags);
  }

  /** The same as it is kept below the heap: encoded. */
  public NearEntry encoded(byte @Nullable [] bytes) {
    return new NearEntry(null, bytes, vintage, deadline, mark, partition, tags);
  }

  /** The same with what its payload was decoded to. */
  public NearEntry decoded(Object itsForm) {
    return new NearEntry(itsForm, null, vintage, deadline, mark, partition, tags);
  }

  /** Whether the database has no value of the key. */
  public boolean isAbsent() {
    return form == null && payload == null;
  }
}
