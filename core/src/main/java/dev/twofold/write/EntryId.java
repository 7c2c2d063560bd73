package dev.twofold.write;

/**
 * Where an entry stands in the stream of a partition: later entries have larger ones. Immutable.
 *
 * @param millis the time of the server in milliseconds
 * @param sequence counts the entries of one millisecond
 */
public record EntryId(long millis, long sequence) implements Comparable<EntryId> {

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static EntryId parse(String text) {
    int hyphen = text.indexOf('-');
    try {
      return new EntryId(
          Long.parseLong(text.substring(0, hyphen)), Long.parseLong(text.substring(hyphen + 1)));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("an entry id is two numbers with a hyphen between", e);
    }
  }

  /** The smallest id that is larger. */
  public EntryId next() {
    return new EntryId(millis, sequence + 1);
  }

  @Override
  public int compareTo(EntryId other) {
    int byTime = Long.compare(millis, other.millis);
    return byTime == 0 ? Long.compare(sequence, other.sequence) : byTime;
  }

  /** As Redis writes it, {@code 1700000000000-0}. */
  @Override
  public String toString() {
    return millis + "-" + sequence;
  }
}
