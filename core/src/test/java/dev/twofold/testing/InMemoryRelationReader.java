package dev.twofold.testing;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.InMemoryDatabase.Session;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.relation.Related;
import dev.twofold.tier.relation.RelationMapping;
import dev.twofold.tier.relation.RelationReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the rows of owners in an {@link InMemoryDatabase}. */
final class InMemoryRelationReader<O, K, V> implements RelationReader<O, K, V> {

  private final InMemoryRelation relation;
  private final RelationMapping<O, K, V> mapping;

  InMemoryRelationReader(InMemoryRelation relation, RelationMapping<O, K, V> mapping) {
    this.relation = relation;
    this.mapping = mapping;
  }

  @Override
  public int ownerColumns() {
    return InMemoryRows.columns(mapping.ownerKeyType());
  }

  @Override
  public List<Related<O, K, V>> read(
      Collection<? extends O> owners, ParameterValues parameters, DatabaseRead read) {
    read.session(Session.class).execute(owners.size());
    List<List<InMemoryRelation.Related>> rows = limited(owners, parameters);
    if (mapping.wholeTree()) {
      addTheRowsOfRows(rows, owners, relation.byOwner(parameters));
    }
    return mixed(rows);
  }

  @Override
  public Affected<O> affectedBy(Change change) {
    return relation.affectedBy(change, List.of());
  }

  private List<List<InMemoryRelation.Related>> limited(
      Collection<?> owners, ParameterValues parameters) {
    List<List<InMemoryRelation.Related>> rows = new ArrayList<>();
    relation.of(owners, parameters).forEach(ofOne -> rows.add(limited(ofOne)));
    return rows;
  }

  private List<InMemoryRelation.Related> limited(List<InMemoryRelation.Related> ofOne) {
    int limit = mapping.limitPerOwner() == 0 ? ofOne.size() : mapping.limitPerOwner();
    return ofOne.subList(0, Math.min(limit, ofOne.size()));
  }

  /** Goes down level by level; where rows are above themselves, no owner is asked twice. */
  private void addTheRowsOfRows(
      List<List<InMemoryRelation.Related>> rows,
      Collection<?> owners,
      Map<Object, List<InMemoryRelation.Related>> byOwner) {
    Set<Object> asked = new HashSet<>(owners);
    List<List<InMemoryRelation.Related>> level = List.copyOf(rows);
    while (!level.isEmpty()) {
      List<Object> next =
          level.stream()
              .flatMap(List::stream)
              .map(InMemoryRelation.Related::id)
              .filter(asked::add)
              .toList();
      level =
          next.stream()
              .map(owner -> byOwner.get(relation.spelled(owner)))
              .filter(Objects::nonNull)
              .map(this::limited)
              .toList();
      rows.addAll(level);
    }
  }

  /** One row of each owner, then one more of each: no owner's rows come together. */
  static <O, K, V> List<Related<O, K, V>> mixed(List<List<InMemoryRelation.Related>> rows) {
    int most = rows.stream().mapToInt(List::size).max().orElse(0);
    List<Related<O, K, V>> mixed = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      for (List<InMemoryRelation.Related> ofOne : rows) {
        if (i < ofOne.size()) {
          mixed.add(related(ofOne.get(i)));
        }
      }
    }
    return mixed;
  }

  @SuppressWarnings("unchecked") // the types of owners' keys were checked when it was prepared
  private static <O, K, V> Related<O, K, V> related(InMemoryRelation.Related related) {
    return new Related<>((O) related.owner(), InMemoryRows.row(related.id(), related.row()));
  }
}
