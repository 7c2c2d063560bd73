package dev.twofold.hibernate.write;

import dev.twofold.invalidation.RowChange.Kind;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Tells of rows that sessions write. A session factory has one, whoever listens: Hibernate does not
 * take a second listener of a class.
 */
final class EntityWrites
    implements PostInsertEventListener,
        PostUpdateEventListener,
        PostDeleteEventListener,
        PostUpsertEventListener {

  private static final long serialVersionUID = 1L;

  private final transient FactoryListeners listeners = new FactoryListeners();
  private final transient WrittenRows rows = new WrittenRows();
  private final transient UnreadRemovals unread = new UnreadRemovals();

  private EntityWrites() {}

  /** The listeners of a factory, told of rows and collections. */
  static synchronized FactoryListeners of(SessionFactoryImplementor factory) {
    EventListenerRegistry registry = factory.getEventEngine().getListenerRegistry();
    FactoryListeners installed = installed(registry);
    return installed == null ? install(registry) : installed;
  }

  private static @Nullable FactoryListeners installed(EventListenerRegistry registry) {
    AtomicReference<@Nullable FactoryListeners> found = new AtomicReference<>();
    registry
        .getEventListenerGroup(EventType.POST_INSERT)
        .fireEventOnEachListener(
            found,
            (listener, result) -> {
              if (listener instanceof EntityWrites writes) {
                result.set(writes.listeners);
              }
            });
    return found.get();
  }

  private static FactoryListeners install(EventListenerRegistry registry) {
    EntityWrites entities = new EntityWrites();
    registry.appendListeners(EventType.POST_INSERT, entities);
    registry.appendListeners(EventType.POST_UPDATE, entities);
    registry.appendListeners(EventType.POST_DELETE, entities);
    registry.appendListeners(EventType.POST_UPSERT, entities);
    registry.appendListeners(
        EventType.FLUSH_ENTITY, new VersionIncrements(entities.listeners, entities.rows));
    ManagingSessions sessions = entities.listeners.sessions();
    registry.appendListeners(EventType.POST_LOAD, sessions);
    registry.appendListeners(EventType.PERSIST, sessions);
    registry.appendListeners(EventType.MERGE, sessions);
    registry.appendListeners(EventType.DELETE, sessions);
    registry.prependListeners(EventType.DELETE, entities.unread);
    CollectionWrites collections = new CollectionWrites(entities.listeners, entities.unread);
    registry.appendListeners(EventType.PRE_COLLECTION_RECREATE, collections);
    registry.appendListeners(EventType.PRE_COLLECTION_UPDATE, collections);
    registry.appendListeners(EventType.PRE_COLLECTION_REMOVE, collections);
    registry.appendListeners(EventType.POST_COLLECTION_RECREATE, collections);
    registry.appendListeners(EventType.POST_COLLECTION_UPDATE, collections);
    registry.appendListeners(EventType.POST_COLLECTION_REMOVE, collections);
    return entities.listeners;
  }

  @Override
  public void onPostInsert(PostInsertEvent event) {
    tell(event, Kind.INSERT, null, event.getState(), new int[0]);
  }

  @Override
  public void onPostUpdate(PostUpdateEvent event) {
    int[] dirty = event.getDirtyProperties();
    tell(
        event,
        Kind.UPDATE,
        event.getOldState(),
        event.getState(),
        dirty == null ? new int[0] : dirty);
  }

  @Override
  public void onPostDelete(PostDeleteEvent event) {
    tell(event, Kind.DELETE, deleted(event), null, new int[0]);
  }

  /** Null where nobody has read the row: it is deleted by id, whatever else the entity has. */
  private Object @Nullable [] deleted(PostDeleteEvent event) {
    Object entity = event.getEntity();
    if (entity != null
        && event.getSession() instanceof EventSource session
        && unread.contain(session, entity)) {
      unread.executed(session, entity);
      return null;
    }
    return event.getDeletedState(); // null too, if the session is one without state
  }

  /** Whether there was a row, and which, is not known; so its old values are not. */
  @Override
  public void onPostUpsert(PostUpsertEvent event) {
    tell(event, Kind.UPDATE, null, event.getState(), new int[0]);
  }

  private void tell(
      AbstractPostDatabaseOperationEvent event,
      Kind kind,
      Object @Nullable [] before,
      Object @Nullable [] after,
      int[] dirty) {
    if (listeners.isEmpty()) {
      return;
    }
    SharedSessionContractImplementor session = event.getSession();
    WrittenRow row =
        rows.of(kind, event.getPersister(), event.getId(), before, after, dirty, session);
    if (!row.isSameAsBefore()) {
      listeners.written(session, row);
    }
    if (!session.isEventSource()) {
      StatelessCollections.written(event, kind)
          .forEach(collection -> listeners.written(session, collection));
    }
  }

  @Override
  public boolean requiresPostCommitHandling(EntityPersister persister) {
    return false;
  }
}
