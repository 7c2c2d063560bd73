package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Impact;
import dev.twofold.invalidation.TableChange;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/** Statements of which nothing is known but their tables make all keys stale. */
public final class TableImpact<K> implements Impact<K> {

  private final Set<String> tables;

  private TableImpact(Set<String> tables) {
    this.tables = Set.copyOf(tables);
  }

  /** The tables of some entities, of their subclasses, and of some collections. */
  public static <K> TableImpact<K> of(
      List<EntityPersister> entities, List<CollectionPersister> collections) {
    Set<String> tables = new HashSet<>();
    entities.forEach(entity -> tables.addAll(tablesOf(entity)));
    collections.forEach(collection -> addAll(tables, (Object[]) collection.getCollectionSpaces()));
    return new TableImpact<>(tables);
  }

  /** The names of the tables of an entity and of its subclasses, as changes name them. */
  public static Set<String> tablesOf(EntityPersister entity) {
    Set<String> tables = new HashSet<>();
    addAll(tables, (Object[]) entity.getQuerySpaces());
    for (EntityMappingType subclass : entity.getSubMappingTypes()) {
      addAll(tables, (Object[]) subclass.getEntityPersister().getQuerySpaces());
    }
    return tables;
  }

  private static void addAll(Set<String> tables, Object... spaces) {
    for (Object space : spaces) {
      tables.add(plain(space.toString()));
    }
  }

  /** Without schema and quotes, in lower case. */
  private static String plain(String table) {
    return table
        .substring(table.lastIndexOf('.') + 1)
        .replaceAll("[`\"\\[\\]]", "")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public Affected<K> of(Change change) {
    return change instanceof TableChange statement
            && (statement.everything() || !Collections.disjoint(statement.tables(), tables))
        ? Affected.all()
        : Affected.none();
  }
}
