package dev.twofold.internal.store;

/** A value in the store that was loaded ahead and that nobody has read yet. */
record Unread(Object value) {}
