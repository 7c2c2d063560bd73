package dev.twofold.internal.store;

/** What is counted per loader; see {@link dev.twofold.stats.LoaderStats} for what each means. */
public enum Counter {
  ASKED,
  REQUEST,
  NEAR,
  DISTRIBUTED,
  KNOWN_ABSENT,
  DATABASE,
  ABSENT,
  STALE,
  ERRORS,
  STATEMENTS,
  BATCHES,
  FILLS,
  REFUSED,
  AWAITED,
  JOINED,
  UNDECODABLE,
  OVERSIZED,
  UNASKED,
  DANGLING,
  UNREAD,
  REPAIRED,
  DATABASE_NANOS;

  static final int COUNT = values().length;
}
