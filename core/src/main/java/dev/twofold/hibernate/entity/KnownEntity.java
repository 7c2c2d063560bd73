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
    return copy;
  }

  /** Says which copy there is; null: its callbacks have failed. */
  void copied(@Nullable Object made) {
    copy = made;
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
    return type.isInstance(copy) ? type.cast(copy) : null;
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
