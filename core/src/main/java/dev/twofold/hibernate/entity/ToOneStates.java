package dev.twofold.hibernate.entity;

import dev.twofold.codec.ValueCodec;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Loads which entity an association leads to, by columns of the target that are not its id: the
 * foreign key of the other side of a one-to-one, or a unique key. A state is the key of the target.
 */
final class ToOneStates extends KeyedStates {

  private final EntityHierarchy hierarchy;
  private final EntityPersister target;
  private final StateSource source;
  private final StateImpact impact;

  /**
   * @param selectables the columns of the target
   */
  ToOneStates(
      String name,
      EntityHierarchy hierarchy,
      EntityPersister target,
      List<SelectableMapping> selectables,
      StateSource source) {
    super(name, StateColumn.of(selectables));
    this.hierarchy = hierarchy;
    this.target = target;
    this.source = source;
    this.impact = StateImpact.of(source, target, selectables);
  }

  @Override
  StateRows prepare() {
    return source.prepare(
        new StateSelect(
            source.factory(),
            name(),
            target,
            keys(),
            hierarchy.rows(target).columns(),
            List.of(),
            new Tenants(source).column(target)));
  }

  @Override
  public ValueCodec<Object> codec() {
    return hierarchy.keyCodec();
  }

  @Override
  public Answer read(Set<Object> keys, ParameterValues parameters, DatabaseRead read) {
    AssociatedRows targets = new AssociatedRows(hierarchy, target);
    Map<Object, Object> states = new HashMap<>();
    for (@Nullable Object[] row : rows().read(keys, parameters, read)) {
      Object key = Keys.first(row, keyColumns());
      Object targetKey = targets.take(row, keyColumns());
      if (key != null && targetKey != null) {
        states.put(key, targetKey);
      }
    }
    return new Answer(states, targets.byproducts());
  }

  @Override
  public Affected<Object> affectedBy(Change change) {
    return impact.of(change);
  }
}
