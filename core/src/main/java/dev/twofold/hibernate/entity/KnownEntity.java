package dev.twofold.hibernate.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a request has for one entity: its copy, and the proxies that stand for it. Thread-safe. */
final class KnownEntity implements ReadByKey {

  private final EntityHierarchy hierarchy;
  private final Object key;
  private final List<Object> proxies = new ArrayList<>(1);
  private volatile @Nullable Object copy;

  /** The thread that runs the callbacks of the copy; null: none. */
  private volatile @Nullable Thread maker;

  /** Whether somebody has looked into it: what was loaded for it was of use. */
  private volatile boolean used;

  KnownEntity(EntityHierarchy hierarchy, Object key) {
    this.hierarchy = hierarchy;
    this.key = key;
  }

  EntityHierarchy hierarchy() {
    return hierarchy;
  }

  Object key() {
    return key;
  }

  /** The copy; null while it is not read, or if there is no such entity. */
  @Nullable Object copy() {
    // In this order: the maker is set before the copy is.
    Object made = copy;
    Thread making = maker;
    return making == null || making == Thread.currentThread() ? made : null;
  }

  /** Says which copy there is. */
  void copied(Object made) {
    copy = made;
  }

  /**
   * As {@link #copied(Object)}, with its callbacks called. They may come back to the copy over what
   * they read; other threads do not see it before they are done, and nobody does if they fail.
   */
  void copied(Object made, Runnable callbacks) {
    maker = Thread.currentThread();
    copy = made;
    try {
      callbacks.run();
    } catch (RuntimeException | Error e) {
      copy = null;
      throw e;
    } finally {
      maker = null;
    }
  }

  @Override
  public boolean need(Demand demand) {
    return copy == null && demand.add(hierarchy.states(), key);
  }

  /** Says that it is looked into; whether for the first time. */
  boolean use() {
    boolean first = !used;
    if (first) {
      used = true;
    }
    return first;
  }

  /**
   * What the request is shown: a proxy once there is one, so that all hold the same instance.
   *
   * @return null if there is none of that type
   */
  synchronized <E> @Nullable E view(Class<E> type) {
    for (Object proxy : proxies) {
      if (type.isInstance(proxy)) {
        return type.cast(proxy);
      }
    }
    Object made = copy();
    return type.isInstance(made) ? type.cast(made) : null;
  }

  /** As {@link #view}, with a proxy made where there is none. */
  synchronized Object viewOrProxy(Class<?> type, Supplier<Object> proxy) {
    Object view = view(type);
    if (view == null) {
      view = proxy.get();
      proxies.add(view);
    }
    return view;
  }
}
