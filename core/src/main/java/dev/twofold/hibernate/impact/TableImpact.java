package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Impact;
import dev.twofold.invalidation.TableChange;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Statements of which nothing is known but their tables make all keys stale; of updates also the
 * columns are known that they set, which need not concern what is read.
 */
public final class TableImpact<K> implements Impact<K> {

  private final Set<String> tables;

  /** Those of the tables of which some columns are read. */
  private final Set<String> readInPart;

  /** These columns; null: they may change whatever an update sets. */
  private final @Nullable NamedColumns read;

  private TableImpact(Set<String> tables, Set<String> readInPart, @Nullable NamedColumns read) {
    this.tables = Set.copyOf(tables);
    this.readInPart = Set.copyOf(readInPart);
    this.read = read;
  }

  /** The tables of an entity and of its subclasses, whatever is written there. */
  public static <K> TableImpact<K> of(EntityPersister entity) {
    return new TableImpact<>(tablesOf(entity), Set.of(), null);
  }

  /**
   * The tables of some entities, of their subclasses, and of some collections.
   *
   * @param sql the statement that reads columns of the entities
   */
  public static <K> TableImpact<K> of(
      List<EntityPersister> entities, List<CollectionPersister> collections, String sql) {
    NamedColumns read = new NamedColumns(sql);
    boolean isDerived = entities.stream().anyMatch(entity -> DerivedColumns.areIn(entity, read));
    Set<String> own = new HashSet<>();
    Set<String> tables = new HashSet<>();
    for (EntityPersister entity : entities) {
      tables.addAll(tablesOf(entity));
      own.addAll(mappedTables(entity));
    }
    Set<String> ofCollections = new HashSet<>();
    collections.forEach(
        collection -> addAll(ofCollections, (Object[]) collection.getCollectionSpaces()));
    own.removeAll(ofCollections);
    tables.addAll(ofCollections);
    return new TableImpact<>(tables, own, isDerived ? null : read);
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

  /**
   * The tables of all entities of a class, an interface or a mapped superclass, and of the
   * collections that they have, as changes name them; null if there are none.
   */
  public static @Nullable Set<String> tablesOf(SessionFactoryImplementor factory, Class<?> type) {
    Set<String> tables = new HashSet<>();
    factory
        .getMappingMetamodel()
        .forEachEntityDescriptor(
            entity -> {
              if (type.isAssignableFrom(entity.getMappedClass())) {
                tables.addAll(tablesOf(entity));
              }
            });
    if (tables.isEmpty()) {
      return null;
    }
    factory
        .getMappingMetamodel()
        .forEachCollectionDescriptor(
            role -> {
              Class<?> owner = role.getOwnerEntityPersister().getMappedClass();
              if (!role.isInverse()
                  && (type.isAssignableFrom(owner) || owner.isAssignableFrom(type))) {
                addAll(tables, (Object[]) role.getCollectionSpaces());
              }
            });
    return tables;
  }

  /** Of its tables those whose columns the mapping has: no views that it reads through. */
  private static Set<String> mappedTables(EntityPersister entity) {
    Set<String> tables = new HashSet<>();
    entity.forEachSelectable(
        (position, column) -> tables.add(plain(column.getContainingTableExpression())));
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
    return change instanceof TableChange statement && concerns(statement)
        ? Affected.all()
        : Affected.none();
  }

  private boolean concerns(TableChange statement) {
    if (statement.everything()) {
      return true;
    }
    Set<String> written = new HashSet<>(statement.tables());
    written.retainAll(tables);
    return !written.isEmpty() && !(readInPart.containsAll(written) && areOthers(statement));
  }

  /** Whether a statement sets columns that are not read. */
  private boolean areOthers(TableChange statement) {
    Set<String> columns = statement.columns();
    NamedColumns own = read;
    return columns != null && own != null && columns.stream().noneMatch(own::has);
  }
}
