package dev.twofold.hibernate;

import dev.twofold.hibernate.impact.ColumnName;
import dev.twofold.hibernate.impact.CombinedImpact;
import dev.twofold.hibernate.impact.IdImpact;
import dev.twofold.hibernate.impact.JoinedRows;
import dev.twofold.hibernate.impact.LinkKey;
import dev.twofold.hibernate.impact.LinkedRows;
import dev.twofold.hibernate.impact.RowTest;
import dev.twofold.hibernate.impact.TableImpact;
import dev.twofold.invalidation.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Which keys of a row reader a write concerns.
 *
 * @param ids the ids
 * @param values the values of each unique key
 */
record RowImpacts<K>(Impact<K> ids, List<Impact<?>> values) {

  /**
   * Finds that out, while the reader is prepared.
   *
   * @param factory whose mapping it is
   * @param entity the entity of the rows
   * @param select the columns of the rows
   * @param query reads them
   */
  record Builder<K>(
      SessionFactoryImplementor factory,
      EntityPersister entity,
      SelectList select,
      KeyedQuery query) {

    /**
     * The impacts.
     *
     * @param id how ids are made
     * @param unique how the values of unique keys are made
     * @param joined the to-one attributes whose targets are read with the rows
     */
    RowImpacts<K> build(Shape id, List<Shape> unique, List<ToOneAttributeMapping> joined) {
      List<ColumnName> idColumns = ColumnName.of(entity.getIdentifierMapping());
      LinkKey<K> key = ShapeKey.of(select, id, idColumns);
      List<Impact<K>> parts = new ArrayList<>();
      parts.add(new IdImpact<>(entity, key));
      parts.add(TableImpact.of(entity));
      String sql = query.text(id.columns().toArray());
      for (ToOneAttributeMapping toOne : joined) {
        parts.add(new JoinedRows<>(factory, entity, toOne, key, sql).impact());
      }
      return new RowImpacts<>(
          new CombinedImpact<>(parts),
          unique.stream().<Impact<?>>map(shape -> ofUnique(id, shape)).toList());
    }

    /** Which id a value stands for: that depends on the value and on what the mapping demands. */
    private Impact<Object> ofUnique(Shape id, Shape unique) {
      if (unique.columns().anyMatch(select::isJoined)) {
        return CombinedImpact.everything();
      }
      List<ColumnName> columns = unique.columns().mapToObj(select::column).toList();
      return new LinkedRows<>(
              factory,
              entity,
              columns,
              null,
              null,
              false,
              ShapeKey.of(select, unique, columns),
              demands(id),
              RowTest.NONE,
              false)
          .impact();
    }

    /** What the mapping demands of all rows. */
    private String demands(Shape id) {
      return new KeyedQuery(
              factory,
              query.entityName(),
              "select %s from %s %s"
                  .formatted(
                      String.join(", ", id.columns().mapToObj(i -> select.paths().get(i)).toList()),
                      query.entityName(),
                      SelectList.ROOT),
              id.columns().mapToObj(select.columns()::get).toList(),
              List.of(),
              new KeyedPart.Whole())
          .text(IntStream.range(0, (int) id.columns().count()).toArray());
    }
  }
}
