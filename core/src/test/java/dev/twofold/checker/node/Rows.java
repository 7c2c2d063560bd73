package dev.twofold.checker.node;

import dev.twofold.checker.model.ChildEntity;
import dev.twofold.checker.model.Family;
import dev.twofold.checker.model.ParentEntity;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;

/** Reads and writes entities through a session of one kind. */
sealed interface Rows {

  SharedSessionContract session();

  <T> T find(Class<T> type, long id);

  ParentEntity parent(Family family, long id);

  void insert(Object entity);

  void update(Object entity);

  void delete(Object entity);

  /** The id of the parent of a child, without reading it. */
  static long parentId(ChildEntity child) {
    ParentEntity parent = child.parent();
    LazyInitializer proxy = HibernateProxy.extractLazyInitializer(parent);
    return proxy == null ? parent.id() : (Long) proxy.getInternalIdentifier();
  }

  /** Entities of a session, which notices by itself what changes. */
  record Managed(Session session) implements Rows {

    @Override
    public <T> T find(Class<T> type, long id) {
      return session.find(type, id);
    }

    @Override
    public ParentEntity parent(Family family, long id) {
      return session.getReference(family.parentType(), id);
    }

    @Override
    public void insert(Object entity) {
      session.persist(entity);
    }

    @Override
    public void update(Object entity) {}

    @Override
    public void delete(Object entity) {
      session.remove(entity);
    }
  }

  /** Entities of a session that remembers nothing. */
  record Stateless(StatelessSession session) implements Rows {

    @Override
    public <T> T find(Class<T> type, long id) {
      return session.get(type, id);
    }

    @Override
    public ParentEntity parent(Family family, long id) {
      return family.newParent(id);
    }

    @Override
    public void insert(Object entity) {
      session.insert(entity);
    }

    @Override
    public void update(Object entity) {
      session.update(entity);
    }

    @Override
    public void delete(Object entity) {
      session.delete(entity);
    }
  }
}
