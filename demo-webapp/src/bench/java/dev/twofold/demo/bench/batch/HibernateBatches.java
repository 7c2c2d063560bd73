package dev.twofold.demo.bench.batch;

import dev.twofold.demo.bench.batch.Graph.Owner;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Batches by Hibernate's own multi-load, and by queries where rows are not told by their ids. */
final class HibernateBatches implements BatchSource {

  private final Session session;

  HibernateBatches(SessionFactory sessions) {
    session = sessions.openSession();
    session.setDefaultReadOnly(true);
    session.beginTransaction();
  }

  @Override
  public List<World> worlds(List<Long> ids) {
    return all(WorldEntity.class, ids).stream().map(WorldEntity::view).toList();
  }

  @Override
  public Graph graph(Graph.Question question) {
    return new Graph(
        all(NodeEntity.class, question.nodes()).stream().map(NodeEntity::view).toList(),
        all(LinkEntity.class, question.links()).stream().map(LinkEntity::view).toList(),
        question.lists().stream().map(this::list).toList(),
        question.counts().stream().map(this::count).toList());
  }

  private <T> List<T> all(Class<T> kind, List<?> ids) {
    return ids.isEmpty()
        ? List.of()
        : session.findMultiple(kind, List.copyOf(ids)).stream().filter(Objects::nonNull).toList();
  }

  private List<Link> list(Owner owner) {
    return session
        .createSelectionQuery(
            "from LinkEntity where id1 = :id and linkType = :type order by time desc, id2",
            LinkEntity.class)
        .setCacheable(true)
        .setParameter("id", owner.id())
        .setParameter("type", owner.type())
        .getResultStream()
        .map(LinkEntity::view)
        .toList();
  }

  private long count(Owner owner) {
    return session
        .createSelectionQuery(
            "select count(*) from LinkEntity where id1 = :id and linkType = :type", Long.class)
        .setCacheable(true)
        .setParameter("id", owner.id())
        .setParameter("type", owner.type())
        .getSingleResult();
  }

  @Override
  public Optional<Item> item(long id) {
    return Optional.ofNullable(session.find(ItemEntity.class, id)).map(ItemEntity::view);
  }

  @Override
  public List<Item> items(long page) {
    return session
        .createSelectionQuery("from ItemEntity order by id", ItemEntity.class)
        .setCacheable(true)
        .setFirstResult(Math.toIntExact(page * Item.PAGE))
        .setMaxResults(Item.PAGE)
        .getResultStream()
        .map(ItemEntity::view)
        .toList();
  }

  @Override
  public void close() {
    try (session) {
      session.getTransaction().rollback();
    }
  }
}
