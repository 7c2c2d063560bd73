package dev.twofold.error;

import org.jspecify.annotations.Nullable;

/**
 * A loader could not answer for a key: it threw, it broke its contract, or it asked for the key
 * that it was loading. A failure is never cached: the next call tries again.
 */
public final class LoadException extends TwofoldException {

  private static final long serialVersionUID = 1L;

  public LoadException(String message) {
    this(message, null);
  }

  public LoadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
