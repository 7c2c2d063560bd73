package dev.twofold.jackson;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What one document has written of copies. A graph in which everything leads to everything has more
 * paths than any document can hold, so there is a limit.
 */
final class WrittenCopies {

  private static final int MOST = 10_000;

  private final Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());
  private int written;

  /** Whether a copy is to be written with its properties: it is not inside itself, nor too many. */
  boolean begin(Object copy) {
    if (written == MOST || !path.add(copy)) {
      return false;
    }
    written++;
    return true;
  }

  void end(Object copy) {
    path.remove(copy);
  }
}
