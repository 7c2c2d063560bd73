package dev.twofold.hibernate.entity;

import java.util.List;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.descriptor.java.MutabilityPlan;
import org.jspecify.annotations.Nullable;

/** How the value of an attribute is made of a state, for one request. */
sealed interface Part {

  /** The value; null where the state has none. */
  @Nullable Object value(List<? extends @Nullable Object> state, CopySession session);

  /** A basic value. What can change is copied, since states are shared. */
  record Column(int column, JdbcMapping mapping) implements Part {

    @Override
    @SuppressWarnings("unchecked") // a mapping is for values of one type
    public @Nullable Object value(List<? extends @Nullable Object> state, CopySession session) {
      Object stored = state.get(column);
      MutabilityPlan<Object> plan =
          (MutabilityPlan<Object>) mapping.getJdbcJavaType().getMutabilityPlan();
      return mapping.convertToDomainValue(
          stored == null || !plan.isMutable() ? stored : plan.deepCopy(stored));
    }
  }

  /** An embedded value, or an id of several attributes. Null where all its columns are null. */
  record Embedded(EmbeddableMappingType type, List<Part> parts) implements Part {

    @Override
    public @Nullable Object value(List<? extends @Nullable Object> state, CopySession session) {
      @Nullable Object[] values = new @Nullable Object[parts.size()];
      boolean absent = true;
      for (int i = 0; i < values.length; i++) {
        values[i] = parts.get(i).value(state, session);
        absent &= values[i] == null || parts.get(i) instanceof Contents;
      }
      return absent
          ? null
          : type.getRepresentationStrategy().getInstantiator().instantiate(() -> values);
    }
  }

  /**
   * A reference by foreign key.
   *
   * @param association its name, for messages
   * @param target what it leads to, as the attribute declares it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reference(
      AssociationName association, EntityHierarchy hierarchy, EntityPersister target, int[] columns)
      implements Part {

    @Override
    public @Nullable Object value(List<? extends @Nullable Object> state, CopySession session) {
      Object key = Keys.of(state, columns);
      return key == null ? null : session.reference(hierarchy, key, target, association);
    }
  }

  /** A collection. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Contents(CollectionRole role, int[] columns) implements Part {

    @Override
    public @Nullable Object value(List<? extends @Nullable Object> state, CopySession session) {
      Object key = Keys.of(state, columns);
      return key == null ? null : session.contents(role, key);
    }
  }
}
