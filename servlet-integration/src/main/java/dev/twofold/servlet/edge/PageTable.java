package dev.twofold.servlet.edge;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The responses that this node has shared, by entity tag: who does not send one of these costs no
 * look. Bounded by the entries of all; those that nobody asked for the longest leave first.
 * Thread-safe.
 */
final class PageTable {

  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order of their last use. Guarded by the lock, as is the weight. */
  private final Map<String, SharedPage> pages = new LinkedHashMap<>(16, 0.75f, true);

  private long weight;

  /**
   * @param limit how many entries all of them may have
   */
  PageTable(int limit) {
    this.limit = limit;
  }

  @Nullable SharedPage get(String tag) {
    lock.lock();
    try {
      return pages.get(tag);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a page, unless it alone is too large. */
  void put(SharedPage page) {
    if (page.weight() > limit) {
      return;
    }
    lock.lock();
    try {
      remove(page.tag());
      pages.put(page.tag(), page);
      weight += page.weight();
      Iterator<SharedPage> eldest = pages.values().iterator();
      while (weight > limit) {
        weight -= eldest.next().weight();
        eldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a page that no longer is as it was. */
  void remove(String tag) {
    lock.lock();
    try {
      SharedPage page = pages.remove(tag);
      weight -= page == null ? 0 : page.weight();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return pages.size();
    } finally {
      lock.unlock();
    }
  }
}
