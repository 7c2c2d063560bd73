package dev.twofold.internal.relation;

import dev.twofold.key.ParameterValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The handles of relations that nobody has read yet, by the parameters under which they were asked
 * for: the first one that is read takes the others along, to their last hop. Thread-safe.
 */
final class WaitingHandles {

  private final Map<ParameterValues, List<Waiting>> waiting = new HashMap<>(0);

  /** What a handle waits for. */
  record Waiting(RegisteredRelation relation, Object owner) {}

  synchronized void add(ParameterValues values, Waiting handle) {
    waiting.computeIfAbsent(values, absent -> new ArrayList<>()).add(handle);
  }

  synchronized List<Waiting> take(ParameterValues values) {
    List<Waiting> taken = waiting.remove(values);
    return taken == null ? List.of() : taken;
  }

  synchronized void clear() {
    waiting.clear();
  }
}
