package dev.twofold.hibernate.write;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which sessions each thread has given entities to manage or to remove, or loaded them
 * with. Whether there are any is cheap to know; to ask a framework for the current session can cost
 * an exception where there is none. Thread-safe.
 */
final class ManagingSessions
    implements PostLoadEventListener,
        PersistEventListener,
        MergeEventListener,
        DeleteEventListener {

  private static final long serialVersionUID = 1L;

  /** The last one at the end. */
  @SuppressWarnings("ThreadLocalUsage") // of one session factory; removed with its last session
  private final transient ThreadLocal<@Nullable List<WeakReference<EventSource>>> sessions =
      new ThreadLocal<>();

  /** Whether the calling thread has used one that is still open. */
  boolean isAny() {
    List<WeakReference<EventSource>> own = sessions.get();
    if (own == null) {
      return false;
    }
    own.removeIf(ManagingSessions::isGone);
    if (own.isEmpty()) {
      sessions.remove();
      return false;
    }
    return true;
  }

  private static boolean isGone(WeakReference<EventSource> reference) {
    EventSource session = reference.get();
    return session == null || !session.isOpen();
  }

  @SuppressWarnings("ReferenceEquality") // sessions are what they are
  private void manages(EventSource session) {
    List<WeakReference<EventSource>> own = sessions.get();
    if (own == null) {
      own = new ArrayList<>(1);
      sessions.set(own);
    }
    if (own.isEmpty() || own.get(own.size() - 1).get() != session) {
      own.removeIf(each -> isGone(each) || each.get() == session);
      own.add(new WeakReference<>(session));
    }
  }

  @Override
  public void onPostLoad(PostLoadEvent event) {
    manages(event.getSession());
  }

  @Override
  public void onPersist(PersistEvent event) {
    manages(event.getSession());
  }

  @Override
  public void onPersist(PersistEvent event, PersistContext createdAlready) {
    manages(event.getSession());
  }

  @Override
  public void onMerge(MergeEvent event) {
    manages(event.getSession());
  }

  @Override
  public void onMerge(MergeEvent event, MergeContext copiedAlready) {
    manages(event.getSession());
  }

  @Override
  public void onDelete(DeleteEvent event) {
    manages(event.getSession());
  }

  @Override
  public void onDelete(DeleteEvent event, DeleteContext deletedAlready) {
    manages(event.getSession());
  }
}
