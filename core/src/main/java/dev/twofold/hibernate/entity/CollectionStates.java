package dev.twofold.hibernate.entity;

import dev.twofold.codec.ValueCodec;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Loads the rows of a collection by the keys of its owners. A state is the list of the rows, in
 * their order: the columns of the index and those of the element, of an entity its key.
 */
final class CollectionStates extends KeyedStates {

  private final PluralAttributeMapping collection;
  private final StateLayout own;
  private final @Nullable EntityHierarchy hierarchy;
  private final @Nullable EntityPersister target;
  private final StateSource source;
  private final StateImpact impact;

  /**
   * @param own the columns of index and values
   * @param hierarchy that of the elements, where they are entities; their keys follow {@code own}
   * @param target the elements, as the collection declares them
   */
  CollectionStates(
      String name,
      PluralAttributeMapping collection,
      StateLayout own,
      @Nullable EntityHierarchy hierarchy,
      @Nullable EntityPersister target,
      StateSource source) {
    super(
        name,
        StateColumn.of(EntityHierarchy.selectables(collection.getKeyDescriptor().getKeyPart())));
    this.collection = collection;
    this.own = own;
    this.hierarchy = hierarchy;
    this.target = target;
    this.source = source;
    this.impact = StateImpact.of(source, collection, own, target);
  }

  @Override
  StateRows prepare() {
    source.refuseFilters(name(), collection);
    StateColumn tenant = target == null ? null : new Tenants(source).column(target);
    return source.prepare(
        new StateSelect(
            source.factory(), name(), collection, keys(), own.columns(), elements(), tenant));
  }

  private List<StateColumn> elements() {
    return hierarchy == null || target == null ? List.of() : hierarchy.rows(target).columns();
  }

  @Override
  public ValueCodec<Object> codec() {
    return own.listCodec(hierarchy == null ? List.of() : hierarchy.keyColumns());
  }

  @Override
  public Answer read(Set<Object> keys, ParameterValues parameters, DatabaseRead read) {
    AssociatedRows elements =
        hierarchy == null || target == null ? null : new AssociatedRows(hierarchy, target);
    Map<Object, List<Object>> found = new HashMap<>();
    keys.forEach(key -> found.put(key, new ArrayList<>()));
    for (@Nullable Object[] row : rows().read(keys, parameters, read)) {
      Object owner = Keys.first(row, keyColumns());
      List<Object> list = owner == null ? null : found.get(owner);
      List<@Nullable Object> made = list == null ? null : row(row, elements);
      if (list != null && made != null) {
        list.add(made);
      }
    }
    return new Answer(new HashMap<>(found), elements == null ? List.of() : elements.byproducts());
  }

  /** What is kept of a row; null if its element is an entity that there is not. */
  private @Nullable List<@Nullable Object> row(
      @Nullable Object[] row, @Nullable AssociatedRows elements) {
    int ownColumns = own.columns().size();
    List<@Nullable Object> kept =
        new ArrayList<>(Arrays.asList(row).subList(keyColumns(), keyColumns() + ownColumns));
    if (elements != null && hierarchy != null) {
      Object key = elements.take(row, keyColumns() + ownColumns);
      if (key == null) {
        return null;
      }
      kept.addAll(Keys.columns(key, hierarchy.idColumns().length));
    }
    return Collections.unmodifiableList(kept);
  }

  @Override
  public Affected<Object> affectedBy(Change change) {
    return impact.of(change);
  }
}
