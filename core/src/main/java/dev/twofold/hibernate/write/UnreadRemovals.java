package dev.twofold.hibernate.write;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.hibernate.Hibernate;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which instances sessions remove that they do not manage, as a session may that is not
 * of JPA. Hibernate takes what such an instance has for the state of the row, which nobody has
 * read. Comes before Hibernate's own listener, from which on the session manages the instance.
 * Thread-safe.
 */
final class UnreadRemovals implements DeleteEventListener {

  private static final long serialVersionUID = 1L;

  private final transient Map<EventSource, Set<Instance>> bySession =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Whether an entity was removed unread. */
  boolean contain(EventSource session, Object entity) {
    Set<Instance> unread = bySession.get(session);
    return unread != null && unread.contains(new Instance(entity));
  }

  /** The removal of an entity was executed. */
  void executed(EventSource session, Object entity) {
    Set<Instance> unread = bySession.get(session);
    if (unread != null && unread.remove(new Instance(entity)) && unread.isEmpty()) {
      bySession.remove(session);
    }
  }

  @Override
  public void onDelete(DeleteEvent event) {
    removed(event);
  }

  @Override
  public void onDelete(DeleteEvent event, DeleteContext deletedAlready) {
    removed(event);
  }

  private void removed(DeleteEvent event) {
    Object given = event.getObject();
    if (!Hibernate.isInitialized(given)) {
      return; // Hibernate reads it
    }
    EventSource session = event.getSession();
    Object entity = Hibernate.unproxy(given);
    if (session.getPersistenceContextInternal().getEntry(entity) == null) {
      bySession.computeIfAbsent(session, unused -> new HashSet<>()).add(new Instance(entity));
    }
  }

  /** An instance, whatever it takes for equal; weak, because it may refer to its session. */
  private static final class Instance extends WeakReference<Object> {

    private final int hash;

    Instance(Object entity) {
      super(entity);
      hash = System.identityHashCode(entity);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // what it is for
    public boolean equals(@Nullable Object other) {
      return other instanceof Instance instance && (this == other || sameAs(instance));
    }

    private boolean sameAs(Instance other) {
      Object entity = get();
      return entity != null && other.refersTo(entity);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
