package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.EntityLoad.Byproduct;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The entities that come in the rows of an association, so that it costs one statement. Used by one
 * thread.
 */
final class AssociatedRows {

  private final EntityRows shape;
  private final EntityHierarchy hierarchy;
  private final List<Byproduct> byproducts = new ArrayList<>();

  AssociatedRows(EntityHierarchy hierarchy, EntityPersister target) {
    this.hierarchy = hierarchy;
    this.shape = hierarchy.rows(target);
  }

  /** The key of the entity that a row has; null if it has none. */
  @Nullable Object take(@Nullable Object[] row, int first) {
    List<?> state = shape.state(row, first);
    Object key = state == null ? null : Keys.of(state, hierarchy.idColumns());
    if (key != null && state != null) {
      byproducts.add(new Byproduct(hierarchy.states(), key, state));
    }
    return key;
  }

  List<Byproduct> byproducts() {
    return byproducts;
  }
}
