package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

import dev.twofold.key.ParameterValues;
import dev.twofold.testing.InMemoryDatabase.Session;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.Related;
import dev.twofold.tier.relation.RelationMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of the rows of owners in an {@link InMemoryDatabase}. Records tell their id by a
 * component {@code id}.
 */
final class InMemoryPageReader<O, K, V> implements PageReader<O, K, V> {

  private static final String ID = "id";

  private final InMemoryRelation relation;
  private final int batchLimit;

  InMemoryPageReader(InMemoryRelation relation, RelationMapping<O, K, V> mapping, int batchLimit) {
    this.relation = relation;
    this.batchLimit = batchLimit;
    Class<?> id = relation.type(ID);
    if (!id.equals(mapping.rows().keyType())) {
      throw relation.refusal(
          "its pages go by the id, a %s, but '%s' of a row is a %s"
              .formatted(mapping.rows().keyType().getSimpleName(), ID, id.getSimpleName()));
    }
    if (relation.isOrderedByLinks()) {
      throw relation.refusal(
          "it has no pages, since its rows come as they were linked; give it an order");
    }
  }

  @Override
  public int batchLimit() {
    return batchLimit;
  }

  @Override
  public List<Related<O, K, V>> read(
      Collection<Start<O, V>> starts, int size, ParameterValues parameters, DatabaseRead read) {
    read.session(Session.class).execute(starts.size());
    List<List<InMemoryRelation.Related>> pages = new ArrayList<>();
    for (Start<O, V> start : starts) {
      for (List<InMemoryRelation.Related> all : relation.of(List.of(start.owner()), parameters)) {
        pages.add(
            all.stream().filter(related -> isAfter(related, start.after())).limit(size).toList());
      }
    }
    return InMemoryRelationReader.mixed(pages);
  }

  private boolean isAfter(InMemoryRelation.Related related, @Nullable V after) {
    if (!(after instanceof Record row)) {
      return true;
    }
    Object id = requireNonNull(InMemoryColumns.value(row, ID));
    return relation.order().compare(related, new InMemoryRelation.Related(related.owner(), id, row))
        > 0;
  }
}
