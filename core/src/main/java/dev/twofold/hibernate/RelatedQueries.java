package dev.twofold.hibernate;

import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The queries that read the rows of owners.
 *
 * <p>A limit for each owner is a window over a derived table, on every dialect: a lateral join,
 * which is faster where the database has it and owners have many rows, is emulated by Hibernate at
 * thousandfold cost where it has not.
 */
final class RelatedQueries {

  private final SessionFactoryImplementor factory;
  private final RelationSource source;
  private final RowOrder order;

  RelatedQueries(SessionFactoryImplementor factory, RelationSource source, RowOrder order) {
    this.factory = factory;
    this.source = source;
    this.order = order;
  }

  /** All rows. */
  KeyedQuery all() {
    SelectList select = source.select();
    return query(
        "select %s from %s%s order by %s"
            .formatted(
                String.join(", ", select.paths()),
                select.from(),
                source.restrictions().where(),
                order.hql()),
        new KeyedPart.Whole());
  }

  /**
   * The first rows of each owner.
   *
   * @param limit how many, in HQL
   */
  KeyedQuery first(String limit) {
    SelectList select = source.select();
    List<String> paths = select.paths();
    List<String> names = IntStream.range(0, paths.size()).mapToObj(i -> "c" + i).toList();
    List<String> inner =
        IntStream.range(0, paths.size())
            .mapToObj(i -> paths.get(i) + " as " + names.get(i))
            .toList();
    return query(
        "select %s from (select %s, row_number() over (partition by %s order by %s) as n from %s%s) r where r.n <= %s order by r.n"
            .formatted(
                String.join(", ", names.stream().map(name -> "r." + name).toList()),
                String.join(", ", inner),
                source.ownerPaths(),
                order.hql(),
                select.from(),
                source.restrictions().where(),
                limit),
        new KeyedPart.DerivedTable());
  }

  private KeyedQuery query(String hql, KeyedPart part) {
    return new KeyedQuery(
        factory,
        source.entity().getEntityName(),
        hql,
        source.select().columns(),
        source.restrictions().values(),
        part);
  }
}
