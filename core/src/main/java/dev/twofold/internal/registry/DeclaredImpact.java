package dev.twofold.internal.registry;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.CollectionChange;
import dev.twofold.invalidation.Impact;
import dev.twofold.invalidation.RowChange;
import dev.twofold.invalidation.TableChange;
import dev.twofold.loader.Dependency;
import dev.twofold.loader.Loader;
import dev.twofold.tier.Database;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which keys a write makes stale, by what a loader declares that it depends on. */
final class DeclaredImpact<K> implements Impact<K> {

  private final List<On<K>> dependencies;

  /**
   * A dependency on an entity or a table.
   *
   * @param tables in lower case; null: those of an entity that no database tells
   * @param writers the databases through which they are written; empty: any
   */
  private record On<K>(
      Dependency<K> dependency, @Nullable Set<String> tables, Set<Database> writers) {

    static <K> On<K> of(
        Dependency<K> dependency, @Nullable Database own, Collection<Database> databases) {
      String table = dependency.table();
      Class<?> entity = dependency.entity();
      if (entity == null) {
        return new On<>(
            dependency,
            table == null ? null : Set.of(table.toLowerCase(Locale.ROOT)),
            own == null ? Set.of() : Set.of(own));
      }
      return own != null && own.tablesOf(entity) != null
          ? ofEntity(dependency, entity, Set.of(own))
          : ofEntity(dependency, entity, databases);
    }

    private static <K> On<K> ofEntity(
        Dependency<K> dependency, Class<?> entity, Collection<Database> databases) {
      Set<String> tables = new HashSet<>();
      Set<Database> writers = new HashSet<>();
      for (Database database : databases) {
        Set<String> mapped = database.tablesOf(entity);
        if (mapped != null) {
          tables.addAll(mapped);
          writers.add(database);
        }
      }
      return new On<>(dependency, writers.isEmpty() ? null : tables, writers);
    }

    boolean isWrittenBy(Database database) {
      return writers.isEmpty() || writers.contains(database);
    }

    /** Empty: all keys. */
    Optional<? extends Collection<K>> stale(Change change) {
      if (change instanceof TableChange statement) {
        return isWritten(statement) ? Optional.empty() : none();
      }
      Class<?> entity = dependency.entity();
      if (entity == null) {
        return none();
      }
      if (change instanceof CollectionChange collection) {
        // It may be declared above or below the entity: its rows may have it either way.
        return entity.isAssignableFrom(collection.owner())
                || collection.owner().isAssignableFrom(entity)
            ? dependency.keys(new CollectionAsRow(collection))
            : none();
      }
      RowChange row = (RowChange) change;
      return entity.isAssignableFrom(row.entity()) ? dependency.keys(row) : none();
    }

    private boolean isWritten(TableChange statement) {
      return statement.everything()
          || tables == null
          || !Collections.disjoint(tables, statement.tables());
    }

    private static <K> Optional<? extends Collection<K>> none() {
      return Optional.of(Set.of());
    }
  }

  private DeclaredImpact(List<On<K>> dependencies) {
    this.dependencies = dependencies;
  }

  /**
   * @param own where the loader reads; null: from no database of the engine
   * @param databases those of the engine
   */
  static <K> Impact<K> of(
      Loader<K, ?> loader, @Nullable Database own, Collection<Database> databases) {
    return new DeclaredImpact<>(
        loader.dependencies().stream().map(each -> On.of(each, own, databases)).toList());
  }

  /** Whether anything that it depends on is written through a database. */
  boolean isWrittenBy(Database database) {
    return dependencies.stream().anyMatch(each -> each.isWrittenBy(database));
  }

  @Override
  public Affected<K> of(Change change) {
    Set<K> keys = new HashSet<>();
    for (On<K> each : dependencies) {
      Optional<? extends Collection<K>> stale = each.stale(change);
      if (stale.isEmpty()) {
        return Affected.all();
      }
      keys.addAll(stale.get());
    }
    return Affected.keys(keys);
  }
}
