package dev.twofold.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that Twofold throws at run time. Misuse of an API is not part of it: that
 * is a {@link NullPointerException}, an {@link IllegalArgumentException} or an {@link
 * IllegalStateException}.
 *
 * <p>Messages name loaders, counts and what to do; they never contain values or secrets.
 */
public abstract sealed class TwofoldException extends RuntimeException
    permits AbsentException,
        ConfigurationException,
        LoadException,
        TierException,
        UndecodableException,
        WriteRefusedException {

  private static final long serialVersionUID = 1L;

  TwofoldException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
