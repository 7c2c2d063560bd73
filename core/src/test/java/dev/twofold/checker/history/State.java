package dev.twofold.checker.history;

/**
 * What a cell is after a write, or what a read saw of it.
 *
 * @param version counted by the database, in the order of commits; {@link #UNKNOWN} where a read
 *     cannot tell
 * @param content what tells the states of a cell apart beside the version, such as who wrote it;
 *     {@link #ABSENT} where nothing is there, {@link #UNKNOWN} where a read cannot tell
 */
public record State(long version, long content) {

  public static final long UNKNOWN = Long.MIN_VALUE;
  public static final long ABSENT = -1;

  /** Nothing is there, which carries no version. */
  public static final State NOTHING = new State(UNKNOWN, ABSENT);

  /** What was seen is no longer what the database has, whatever it was. */
  public static final State REPLACED = new State(UNKNOWN, UNKNOWN);

  /** A content whose version the read cannot tell. */
  public static State ofContent(long content) {
    return new State(UNKNOWN, content);
  }

  boolean hasVersion() {
    return version != UNKNOWN;
  }

  @Override
  public String toString() {
    if (equals(REPLACED)) {
      return "something replaced";
    }
    String what = content == ABSENT ? "nothing" : content == UNKNOWN ? "" : "content " + content;
    return hasVersion() ? ("version " + version + " " + what).strip() : what;
  }
}
