package dev.twofold.internal.store;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a request that relations may be asked for, by class, in the order in which they
 * became known. One reference for each: no object is registered with each of its relations.
 * Thread-safe.
 */
public final class Owners {

  /** So few owners are looked up one by one: a set of all that are known would cost more. */
  private static final int FEW = 8;

  private final Predicate<Class<?>> isOwner;

  /** Not made before there is an owner. */
  private volatile Map<Class<?>, OwnerList> lists = Map.of();

  /** That of the class which was added last: objects come in batches of one class. */
  private volatile @Nullable Kind latest;

  /** Rises when keys are forgotten: what was resolved may be open again. */
  private volatile int forgotten;

  /**
   * @param isOwner whether objects of a class have relations
   */
  public Owners(Predicate<Class<?>> isOwner) {
    this.isOwner = isOwner;
  }

  /** The owners of exactly this class; null if there are none. */
  public @Nullable OwnerList of(Class<?> type) {
    return lists.get(type);
  }

  /**
   * A class of objects.
   *
   * @param list null: they have no relations
   */
  private record Kind(Class<?> type, @Nullable OwnerList list) {}

  /** Adds an object that the request has loaded, if it has relations. */
  void add(Object loaded) {
    Kind kind = latest;
    if (kind == null || kind.type() != loaded.getClass()) {
      kind = kind(loaded.getClass());
      latest = kind;
    }
    OwnerList list = kind.list();
    if (list != null) {
      list.add(loaded);
    }
  }

  private Kind kind(Class<?> type) {
    return new Kind(type, isOwner.test(type) ? list(type) : null);
  }

  private OwnerList list(Class<?> type) {
    OwnerList list = lists.get(type);
    return list == null ? makeList(type) : list;
  }

  private synchronized OwnerList makeList(Class<?> type) {
    Map<Class<?>, OwnerList> made = lists;
    if (made.isEmpty()) {
      made = new ConcurrentHashMap<>();
      lists = made;
    }
    return made.computeIfAbsent(type, absent -> new OwnerList());
  }

  /** Adds owners that are not known yet, as one result set. */
  public void adopt(Collection<?> owners) {
    endResultSet();
    if (owners.size() <= FEW) {
      owners.forEach(this::addUnlessKnown);
    } else {
      addUnlessKnown(owners);
    }
    endResultSet();
  }

  private void addUnlessKnown(Object owner) {
    OwnerList list = lists.get(owner.getClass());
    OwnerList.@Nullable Snapshot known = list == null ? null : list.snapshot();
    if (known == null || known.find(owner, Math.max(0, known.size() - FEW)) < 0) {
      list(owner.getClass()).add(owner);
    }
  }

  private void addUnlessKnown(Collection<?> owners) {
    Map<Class<?>, Set<Object>> known = new HashMap<>();
    for (Object owner : owners) {
      Set<Object> same = known.computeIfAbsent(owner.getClass(), this::identities);
      if (same.add(owner)) {
        list(owner.getClass()).add(owner);
      }
    }
  }

  private Set<Object> identities(Class<?> type) {
    Set<Object> identities = Collections.newSetFromMap(new IdentityHashMap<>());
    OwnerList list = lists.get(type);
    if (list != null) {
      list.snapshot().forEach(identities::add);
    }
    return identities;
  }

  /** Says that what becomes known from now belongs to another result set. */
  public void endResultSet() {
    if (!lists.isEmpty()) {
      lists.values().forEach(OwnerList::endResultSet);
    }
  }

  /** Says that keys were forgotten. */
  synchronized void forgot() {
    forgotten++;
  }

  /** Another number whenever keys have been forgotten. */
  public int epoch() {
    return forgotten;
  }

  void clear() {
    latest = null;
    lists = Map.of();
  }
}
