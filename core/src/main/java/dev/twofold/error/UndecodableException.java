package dev.twofold.error;

import org.jspecify.annotations.Nullable;

/** Bytes that are not what a codec wrote: truncated, altered or of another format. */
public final class UndecodableException extends TwofoldException {

  private static final long serialVersionUID = 1L;

  public UndecodableException(String message) {
    this(message, null);
  }

  public UndecodableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
