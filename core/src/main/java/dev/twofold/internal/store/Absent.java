package dev.twofold.internal.store;

/** Stands in the store for a key that has no value. */
public enum Absent {
  ABSENT
}
