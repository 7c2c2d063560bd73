package dev.twofold.testing;

/** Nulls that the checker does not see, as code that it does not check passes them. */
public final class Nulls {

  private Nulls() {}

  /** Null, as whatever is asked for. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  public static <T> T nothing() {
    return null;
  }
}
