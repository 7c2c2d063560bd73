package dev.twofold.error;

import org.jspecify.annotations.Nullable;

/**
 * A tier could not answer: unreachable, too slow, or in error. Tiers throw it. Where a read meets
 * it in the distributed tier, the engine turns it into a miss and a counter; where it meets it in
 * the database, which no other tier can stand in for, it is the cause of a {@link LoadException}.
 */
public final class TierException extends TwofoldException {

  private static final long serialVersionUID = 1L;

  public TierException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
