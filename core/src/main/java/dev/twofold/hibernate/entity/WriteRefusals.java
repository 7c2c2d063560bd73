package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.EntityReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.LockEvent;
import org.hibernate.event.spi.LockEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.event.spi.RefreshContext;
import org.hibernate.event.spi.RefreshEvent;
import org.hibernate.event.spi.RefreshEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a session would do to a copy. A session does not know copies: it would take one for
 * a detached entity, and write what the cache had.
 */
final class WriteRefusals
    implements MergeEventListener,
        PersistEventListener,
        DeleteEventListener,
        LockEventListener,
        RefreshEventListener,
        PreInsertEventListener,
        PreUpdateEventListener,
        PreUpsertEventListener,
        PreDeleteEventListener {

  private static final long serialVersionUID = 1L;

  private WriteRefusals() {}

  static void install(SessionFactoryImplementor factory) {
    EventListenerRegistry listeners = factory.getEventEngine().getListenerRegistry();
    if (isInstalled(listeners)) {
      return;
    }
    WriteRefusals refusals = new WriteRefusals();
    listeners.prependListeners(EventType.MERGE, refusals);
    listeners.prependListeners(EventType.PERSIST, refusals);
    listeners.prependListeners(EventType.DELETE, refusals);
    listeners.prependListeners(EventType.LOCK, refusals);
    listeners.prependListeners(EventType.REFRESH, refusals);
    // A stateless session has only these.
    listeners.prependListeners(EventType.PRE_INSERT, refusals);
    listeners.prependListeners(EventType.PRE_UPDATE, refusals);
    listeners.prependListeners(EventType.PRE_UPSERT, refusals);
    listeners.prependListeners(EventType.PRE_DELETE, refusals);
  }

  /** Whether another engine on the same session factory has installed them. */
  private static boolean isInstalled(EventListenerRegistry listeners) {
    AtomicBoolean installed = new AtomicBoolean();
    listeners
        .getEventListenerGroup(EventType.MERGE)
        .fireEventOnEachListener(
            installed,
            (listener, found) -> found.compareAndSet(false, listener instanceof WriteRefusals));
    return installed.get();
  }

  private static void refuse(String operation, @Nullable Object entity) {
    if (entity instanceof EntityReference copy) {
      throw Refusals.session(operation, copy.$$_twofold_describe().type());
    }
  }

  @Override
  public boolean onPreInsert(PreInsertEvent event) {
    refuse("insert", event.getEntity());
    return false;
  }

  @Override
  public boolean onPreUpdate(PreUpdateEvent event) {
    refuse("update", event.getEntity());
    return false;
  }

  @Override
  public boolean onPreUpsert(PreUpsertEvent event) {
    refuse("upsert", event.getEntity());
    return false;
  }

  @Override
  public boolean onPreDelete(PreDeleteEvent event) {
    refuse("delete", event.getEntity());
    return false;
  }

  @Override
  public void onMerge(MergeEvent event) {
    refuse("merge", event.getOriginal());
  }

  @Override
  public void onMerge(MergeEvent event, MergeContext context) {
    onMerge(event);
  }

  @Override
  public void onPersist(PersistEvent event) {
    refuse("persist", event.getObject());
  }

  @Override
  public void onPersist(PersistEvent event, PersistContext context) {
    onPersist(event);
  }

  @Override
  public void onDelete(DeleteEvent event) {
    refuse("remove", event.getObject());
  }

  @Override
  public void onDelete(DeleteEvent event, DeleteContext context) {
    onDelete(event);
  }

  @Override
  public void onLock(LockEvent event) {
    refuse("lock", event.getObject());
  }

  @Override
  public void onRefresh(RefreshEvent event) {
    refuse("refresh", event.getObject());
  }

  @Override
  public void onRefresh(RefreshEvent event, RefreshContext context) {
    onRefresh(event);
  }
}
