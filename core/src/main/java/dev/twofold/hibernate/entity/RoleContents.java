package dev.twofold.hibernate.entity;

import dev.twofold.hibernate.entity.CollectionRole.Entity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The collection of one owner, read or not. Thread-safe. */
final class RoleContents implements ReadByKey {

  /** What an owner shows of it. */
  interface Holder {
    RoleContents roleContents();
  }

  private final CollectionRole role;
  private final Object key;
  private final CopySession session;
  private final Object collection;
  private final ReentrantLock lock = new ReentrantLock();

  /** What the mapping makes of the rows: a collection or a map; null while it is not read. */
  private volatile @Nullable Object contents;

  /** Whether somebody has looked into it: what was loaded for it was of use. */
  private volatile boolean used;

  RoleContents(CollectionRole role, Object key, CopySession session) {
    this.role = role;
    this.key = key;
    this.session = session;
    this.collection = role.kind().lazy(this);
  }

  CollectionRole role() {
    return role;
  }

  Object key() {
    return key;
  }

  /** What the owner shows. */
  Object collection() {
    return collection;
  }

  boolean isRead() {
    return contents != null;
  }

  /** The elements as they are, without loading or counting anything. */
  Collection<?> elementsIfRead() {
    Object read = contents;
    if (read instanceof Map<?, ?> map) {
      return map.values();
    }
    return read instanceof Collection<?> elements ? elements : List.of();
  }

  @Override
  public boolean need(Demand demand) {
    if (contents != null) {
      return false;
    }
    if (demand.add(role.load(), key)) {
      return true;
    }
    List<?> rows = session.rows(role.load(), key);
    if (rows == null) {
      return false;
    }
    boolean needed = false;
    boolean known = true;
    for (Entity reference : role.references()) {
      for (Object each : reference.keys(rows)) {
        KnownEntity entity = session.entity(reference.hierarchy(), each);
        needed |= entity.need(demand);
        known &= session.knows(entity);
      }
    }
    if (!needed && known) {
      fill(rows, demand);
    }
    return needed;
  }

  private void fill(List<?> rows, Demand demand) {
    lock.lock();
    try {
      if (contents == null) {
        for (Entity reference : role.references()) {
          for (Object each : reference.keys(rows)) {
            if (session.dangles(session.entity(reference.hierarchy(), each))) {
              demand.repair(role.load(), key);
            }
          }
        }
        contents = role.contents(rows, session);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What the mapping makes of the rows; reads them if they are not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the kind of the role makes it
  <C> C read() {
    Object read = contents;
    if (read == null) {
      session.fill(this);
      read = contents;
    }
    if (read == null) {
      throw new IllegalStateException(role.name() + " was not filled");
    }
    if (!used) {
      used = true;
      session.wasRead(this);
    }
    return (C) read;
  }

  UnsupportedOperationException refusal() {
    return Refusals.collection(role.name());
  }
}
