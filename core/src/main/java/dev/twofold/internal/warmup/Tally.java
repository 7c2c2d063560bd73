package dev.twofold.internal.warmup;

import org.jspecify.annotations.Nullable;

/**
 * How far a run has got, as nodes tell it to each other.
 *
 * @param position where the next keys begin; null: at the beginning
 */
record Tally(long loaded, long warm, long absent, long failed, @Nullable String position) {

  static final Tally NONE = new Tally(0, 0, 0, 0, null);

  private static final int COUNTS = 4;

  long done() {
    return loaded + warm + absent + failed;
  }

  Tally plus(KeyReader.Outcome<?> outcome) {
    return new Tally(
        loaded + outcome.loaded(),
        warm + outcome.warm(),
        absent + outcome.absent(),
        failed,
        position);
  }

  Tally plusFailed(int keys) {
    return new Tally(loaded, warm, absent, failed + keys, position);
  }

  Tally at(@Nullable String next) {
    return new Tally(loaded, warm, absent, failed, next);
  }

  /** Counts, then the position, which may be any text. */
  String toText() {
    return position == null
        ? ""
        : loaded + "," + warm + "," + absent + "," + failed + "," + position;
  }

  /** What {@link #toText} wrote; nothing done if it is anything else. */
  static Tally parse(String text) {
    String[] parts = text.split(",", COUNTS + 1);
    if (parts.length <= COUNTS) {
      return NONE;
    }
    try {
      return new Tally(
          Long.parseLong(parts[0]),
          Long.parseLong(parts[1]),
          Long.parseLong(parts[2]),
          Long.parseLong(parts[3]),
          parts[COUNTS]);
    } catch (NumberFormatException e) {
      return NONE; // by another version
    }
  }
}
