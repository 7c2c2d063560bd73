package dev.twofold.tier;

/** Which of the two connections sources of a database a load reads from. */
public enum Source {
  /** A replica where the database has one, else the writer. The default. */
  READER,
  /**
   * The primary. Reads of a request go there once it has invalidated something, except in a block
   * that names the reader; refreshes always do.
   */
  WRITER
}
