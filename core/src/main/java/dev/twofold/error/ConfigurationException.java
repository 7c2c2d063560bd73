package dev.twofold.error;

import org.jspecify.annotations.Nullable;

/**
 * Settings, loaders or mappings that cannot work, found when the engine is built. The message names
 * the place, the value and what is allowed.
 */
public final class ConfigurationException extends TwofoldException {

  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    this(message, null);
  }

  public ConfigurationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
