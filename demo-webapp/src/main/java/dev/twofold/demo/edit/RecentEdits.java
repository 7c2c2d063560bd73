package dev.twofold.demo.edit;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.node.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last edits on a node, so that the page after a redirect can tell what they have set off.
 * Thread-safe.
 */
public final class RecentEdits {

  private static final int MOST = 100;

  private final Node node;
  private final ReentrantLock lock = new ReentrantLock();

  /** By their ids, the oldest first. Guarded by the lock, as is the counter. */
  private final Map<String, Outcome.Committed> edits = new LinkedHashMap<>();

  private long count;

  public RecentEdits(Node node) {
    this.node = requireNonNull(node, "node");
  }

  /**
   * Remembers an edit for a while.
   *
   * @return its id, which no other node gives
   */
  public String add(Outcome.Committed edit) {
    lock.lock();
    try {
      if (edits.size() == MOST) {
        edits.remove(edits.keySet().iterator().next());
      }
      String id = node.name() + ++count;
      edits.put(id, edit);
      return id;
    } finally {
      lock.unlock();
    }
  }

  /** What is known by now of an edit; empty if it is not one of this node, or long ago. */
  public Optional<EditReport> report(String id) {
    return find(id).map(edit -> EditReport.of(edit.told(), node));
  }

  private Optional<Outcome.Committed> find(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(edits.get(id));
    } finally {
      lock.unlock();
    }
  }
}
