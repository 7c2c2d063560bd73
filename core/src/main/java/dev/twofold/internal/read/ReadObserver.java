package dev.twofold.internal.read;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.ParameterValues;

/**
 * Learns from what one request reads. Called on the threads of the request, at the end of each
 * wave; returns at once and throws nothing.
 */
public interface ReadObserver {

  /** Learns nothing. */
  ReadObserver NONE =
      new ReadObserver() {
        @Override
        public boolean samples() {
          return false;
        }

        @Override
        public <K> void asked(RegisteredLoader<K, ?, ?> loader, Iterable<K> keys) {}

        @Override
        public boolean wantsValues() {
          return false;
        }

        @Override
        public void found(RegisteredLoader<?, ?, ?> loader, ParameterValues under, Object value) {}
      };

  /** Whether it wants to know what this wave asked for. */
  boolean samples();

  /** Keys that tiers were asked for. */
  <K> void asked(RegisteredLoader<K, ?, ?> loader, Iterable<K> keys);

  /** Whether it wants to know what this wave found. */
  boolean wantsValues();

  /** A value that the near tier did not have. */
  void found(RegisteredLoader<?, ?, ?> loader, ParameterValues under, Object value);
}
