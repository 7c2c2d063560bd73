package dev.twofold.demo.bench.batch;

import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Changes of graph and items, which all contenders make through Hibernate by the same code. */
final class BatchWrites {

  private static final String DATA = "written under load";
  private static final int TRIES = 5;

  private final SessionFactory sessions;

  BatchWrites(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Tries again if another transaction has got there first. */
  private void inTransaction(Consumer<Session> work) {
    for (int left = TRIES; ; left--) {
      try {
        sessions.inTransaction(work);
        return;
      } catch (PersistenceException e) {
        if (left == 1) {
          throw e;
        }
      }
    }
  }

  /** Adds what is not there, changes what is. */
  void nodes(List<Long> ids) {
    inTransaction(session -> ids.stream().sorted().forEach(id -> node(session, id)));
  }

  private static void node(Session session, long id) {
    @Nullable NodeEntity node = session.find(NodeEntity.class, id);
    if (node == null) {
      session.persist(new NodeEntity(id, DATA));
    } else {
      node.change();
    }
  }

  /** Adds what is not there, changes what is. */
  void links(List<LinkId> ids) {
    long now = System.currentTimeMillis();
    inTransaction(session -> ids.forEach(id -> link(session, id, now)));
  }

  private static void link(Session session, LinkId id, long now) {
    @Nullable LinkEntity link = session.find(LinkEntity.class, id);
    if (link == null) {
      session.persist(new LinkEntity(id, DATA, now));
    } else {
      link.change(now);
    }
  }

  /** Removes one if it is there. */
  void removeLink(LinkId id) {
    inTransaction(session -> remove(session, session.find(LinkEntity.class, id)));
  }

  /** Removes one if it is there; its links stay. */
  void removeNode(long id) {
    inTransaction(session -> remove(session, session.find(NodeEntity.class, id)));
  }

  private static void remove(Session session, @Nullable Object found) {
    if (found != null) {
      session.remove(found);
    }
  }

  /** Adds an item or changes it. */
  void item(long id) {
    inTransaction(
        session -> {
          @Nullable ItemEntity item = session.find(ItemEntity.class, id);
          if (item == null) {
            session.persist(new ItemEntity(id, DATA, 1));
          } else {
            item.sell();
          }
        });
  }
}
