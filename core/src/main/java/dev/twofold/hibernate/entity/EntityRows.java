package dev.twofold.hibernate.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hibernate.metamodel.mapping.EntityDiscriminatorMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * How rows of an entity and its subclasses become states of its hierarchy. Columns of other
 * subclasses are not selected and null in the states.
 */
final class EntityRows {

  private final EntityHierarchy hierarchy;
  private final EntityPersister entity;
  private final int[] positions;
  private final List<StateColumn> columns;
  private final @Nullable EntityDiscriminatorMapping discriminator;

  EntityRows(EntityHierarchy hierarchy, EntityPersister entity) {
    this.hierarchy = hierarchy;
    this.entity = entity;
    this.positions = hierarchy.columnsOf(entity);
    this.columns = new ArrayList<>();
    for (int position : positions) {
      columns.add(hierarchy.layout().columns().get(position));
    }
    this.discriminator = entity.hasSubclasses() ? entity.getDiscriminatorMapping() : null;
    if (discriminator != null) {
      columns.add(StateColumn.of(discriminator));
    }
  }

  /** The columns to select. */
  List<StateColumn> columns() {
    return columns;
  }

  /**
   * The state that a row has.
   *
   * @param first where the columns begin in the row
   * @return null if the row has no entity, as one of an outer join
   */
  @Nullable List<@Nullable Object> state(@Nullable Object[] row, int first) {
    @Nullable Object[] state = new @Nullable Object[hierarchy.layout().columns().size() + 1];
    for (int i = 0; i < positions.length; i++) {
      state[positions[i]] = row[first + i];
    }
    for (int id : hierarchy.idColumns()) {
      if (state[id] == null) {
        return null;
      }
    }
    state[state.length - 1] = hierarchy.kind(entityName(row, first + positions.length));
    return Collections.unmodifiableList(Arrays.<@Nullable Object>asList(state));
  }

  private String entityName(@Nullable Object[] row, int position) {
    if (discriminator == null) {
      return entity.getEntityName();
    }
    return discriminator.resolveDiscriminatorValue(row[position]).getIndicatedEntityName();
  }
}
