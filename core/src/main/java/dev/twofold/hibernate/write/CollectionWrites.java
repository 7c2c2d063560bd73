package dev.twofold.hibernate.write;

import dev.twofold.invalidation.Change;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionRemoveEvent;
import org.hibernate.event.spi.PostCollectionRemoveEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Tells of collections that sessions with state write. In a transaction it does so just before, as
 * long as the collection still knows what it was; else after.
 */
final class CollectionWrites
    implements PreCollectionRecreateEventListener,
        PreCollectionUpdateEventListener,
        PreCollectionRemoveEventListener,
        PostCollectionRecreateEventListener,
        PostCollectionUpdateEventListener,
        PostCollectionRemoveEventListener {

  private static final long serialVersionUID = 1L;

  private final transient FactoryListeners listeners;
  private final transient UnreadRemovals unread;

  CollectionWrites(FactoryListeners listeners, UnreadRemovals unread) {
    this.listeners = listeners;
    this.unread = unread;
  }

  @Override
  public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
    before(event, elements -> elements.isEmpty() ? null : new Elements(elements.now()));
  }

  @Override
  public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
    before(event, elements -> new Elements(elements.changed()));
  }

  @Override
  public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
    before(event, elements -> isUnread(event) ? Elements.UNKNOWN : wereBefore(elements));
  }

  private static @Nullable Elements wereBefore(CollectionElements elements) {
    return elements.wasEmpty() ? null : new Elements(elements.before());
  }

  /** Whether what the collection has is not read: it came with an owner that is removed. */
  private boolean isUnread(AbstractCollectionEvent event) {
    Object owner = event.getAffectedOwnerOrNull();
    return owner != null && unread.contain(event.getSession(), owner);
  }

  @Override
  public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
    after(event);
  }

  @Override
  public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
    after(event);
  }

  @Override
  public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
    after(event);
  }

  /**
   * @param changed what came or went; null: nothing is written
   */
  private void before(
      AbstractCollectionEvent event, Function<CollectionElements, @Nullable Elements> changed) {
    EventSource session = listeners.isEmpty() ? null : sessionOf(event);
    if (session == null
        || !WrittenCollection.isWritten(event.getCollectionPersister())
        || !FactoryListeners.isInTransaction(session)) {
      return;
    }
    PersistentCollection<?> collection = event.getCollection();
    Elements elements =
        changed.apply(new CollectionElements(event.getCollectionPersister(), collection, session));
    if (elements != null) {
      listeners.changed(session, change(event, elements.ids(), session));
    }
  }

  private void after(AbstractCollectionEvent event) {
    EventSource session = listeners.isEmpty() ? null : sessionOf(event);
    if (session != null
        && WrittenCollection.isWritten(event.getCollectionPersister())
        && !FactoryListeners.isInTransaction(session)) {
      listeners.changedAlone(session, change(event, null, session), true);
    }
  }

  private static Change change(
      AbstractCollectionEvent event, @Nullable Set<Object> elements, EventSource session) {
    return WrittenCollection.change(
        event.getCollectionPersister(), event.getAffectedOwnerIdOrNull(), elements, session);
  }

  /**
   * The session; null: one without state, whose collections go with its entities. Such an event has
   * no session, and there is no way to ask it.
   */
  private static @Nullable EventSource sessionOf(AbstractCollectionEvent event) {
    try {
      return event.getSession();
    } catch (NullPointerException e) {
      return null;
    }
  }

  /** What came or went; null: not known. */
  private record Elements(@Nullable Set<Object> ids) {
    static final Elements UNKNOWN = new Elements(null);
  }
}
