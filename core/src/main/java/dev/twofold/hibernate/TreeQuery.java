package dev.twofold.hibernate;

import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The query that reads the rows below owners to any depth: a recursive table expression finds their
 * ids, and the rows are those with one of them, so that a row found twice comes once. The distinct
 * ids are joined rather than tested with {@code in}, for which H2 reads the whole table.
 *
 * <p>Data can have cycles. PostgreSQL leaves out what a {@code union} has found already, which ends
 * them and finds each row once, however many of its ancestors are asked for. Others, H2 among them,
 * repeat such rows forever; there each row remembers the path to it, by Hibernate's {@code cycle}
 * clause.
 *
 * @param factory what translates
 * @param rows what is read of the rows
 * @param order the order of the rows
 * @param ids the same source with the columns of owner and id alone
 * @param id how the id is made of those
 */
record TreeQuery(
    SessionFactoryImplementor factory,
    RelationSource rows,
    RowOrder order,
    RelationSource ids,
    Shape id) {

  KeyedQuery query() {
    requireRecursion();
    SelectList select = rows.select();
    return new KeyedQuery(
        factory,
        rows.entity().getEntityName(),
        "with tree as %s select %s from (select distinct %s from tree t) f, %s where %s order by %s"
            .formatted(
                recursion(),
                String.join(", ", select.paths()),
                String.join(", ", foundNames()),
                select.from(),
                String.join(" and ", equal(paths(id), found("f."))),
                order.hql()),
        select.columns(),
        ids.restrictions().values(),
        new KeyedPart.RecursionStart(
            ids.select().paths().stream().map(select.paths()::indexOf).toList()));
  }

  private String recursion() {
    SelectList select = ids.select();
    String columns =
        String.join(
            ", ",
            IntStream.range(0, select.paths().size())
                .mapToObj(i -> "%s as c%d".formatted(select.paths().get(i), i))
                .toList());
    Restrictions restrictions = ids.restrictions();
    String start = "select %s from %s%s".formatted(columns, select.from(), restrictions.where());
    addBelow(restrictions);
    String step =
        "select %s from tree t, %s%s".formatted(columns, select.from(), restrictions.where());
    return remembersFound()
        ? "(%s union %s)".formatted(start, step)
        : "(%s union all %s) cycle %s set looped"
            .formatted(start, step, String.join(", ", found("")));
  }

  /** Demands that the owner of a row is one that has been found. */
  private void addBelow(Restrictions restrictions) {
    equal(paths(ids.owner()), found("t.")).forEach(restrictions::add);
  }

  private static List<String> equal(List<String> some, List<String> others) {
    return IntStream.range(0, some.size())
        .mapToObj(i -> some.get(i) + " = " + others.get(i))
        .toList();
  }

  private List<String> paths(Shape shape) {
    return shape.columns().mapToObj(ids.select().paths()::get).toList();
  }

  /** The columns of the id in the table expression. */
  private List<String> found(String prefix) {
    return id.columns().mapToObj(column -> prefix + "c" + column).toList();
  }

  private List<String> foundNames() {
    return found("").stream().map(name -> "t.%s as %s".formatted(name, name)).toList();
  }

  private boolean remembersFound() {
    return factory.getJdbcServices().getDialect() instanceof PostgreSQLDialect;
  }

  private void requireRecursion() {
    Dialect dialect = factory.getJdbcServices().getDialect();
    if (!dialect.supportsRecursiveCTE()) {
      throw rows.relation()
          .refusal(
              "a whole tree takes a recursive query, which %s has not; read it level by level, as a relation of each row to the rows below it"
                  .formatted(dialect.getClass().getSimpleName()));
    }
    if (id.columns().count() > 1 && !remembersFound()) {
      throw rows.relation()
          .refusal(
              "a whole tree of rows with an id of %d columns takes a recursive query that ends at cycles by itself, which %s has not; read it level by level, as a relation of each row to the rows below it"
                  .formatted(id.columns().count(), dialect.getClass().getSimpleName()));
    }
  }
}
