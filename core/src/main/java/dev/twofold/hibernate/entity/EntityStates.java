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
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Loads the states of the entities of a hierarchy by their ids. */
final class EntityStates extends KeyedStates {

  private final EntityHierarchy hierarchy;
  private final StateSource source;
  private final StateImpact impact;

  EntityStates(EntityHierarchy hierarchy, StateSource source) {
    super(hierarchy.name(), hierarchy.keyColumns());
    this.hierarchy = hierarchy;
    this.source = source;
    this.impact = StateImpact.of(hierarchy);
  }

  @Override
  StateRows prepare() {
    EntityPersister root = hierarchy.root();
    hierarchy.requireMapped();
    return source.prepare(
        new StateSelect(
            source.factory(),
            name(),
            root,
            keys(),
            hierarchy.rows(root).columns(),
            List.of(),
            new Tenants(source).column(root)));
  }

  /** Prepares reading, which may be refused. */
  void requireReadable() {
    rows();
  }

  EntityHierarchy hierarchy() {
    return hierarchy;
  }

  @Override
  public ValueCodec<Object> codec() {
    return hierarchy.codec();
  }

  @Override
  public Answer read(Set<Object> keys, ParameterValues parameters, DatabaseRead read) {
    EntityRows shape = hierarchy.rows(hierarchy.root());
    Map<Object, Object> states = new HashMap<>();
    for (@Nullable Object[] row : rows().read(keys, parameters, read)) {
      List<?> state = shape.state(row, keyColumns());
      Object key = state == null ? null : Keys.of(state, hierarchy.idColumns());
      if (key != null) {
        states.put(key, state);
      }
    }
    return new Answer(states, List.of());
  }

  @Override
  public Affected<Object> affectedBy(Change change) {
    return impact.of(change);
  }
}
