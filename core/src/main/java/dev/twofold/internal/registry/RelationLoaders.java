package dev.twofold.internal.registry;

import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.registry.MappedRelation.Identity;
import dev.twofold.loader.LoaderTypes;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.RelationDefinition;
import dev.twofold.relation.RelationDefinition.Aggregated;
import dev.twofold.relation.RelationDefinition.Mapped;
import dev.twofold.relation.RelationDefinition.MappedRows;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The loaders that relations to mapped rows need. Relations that mean the same share one;
 * statistics call it by the relation that was named first. Thread-safe: most relations are known at
 * start, associations of the mapping when they are first asked for.
 */
public final class RelationLoaders {

  private final RelatedLoaderFactory factory;
  private final Set<String> names;
  private final Map<Class<?>, RowRegistration<?, ?>> rows;
  private final OwnerKeys ownerKeys;
  private final MappedAssociations associations;
  private final Map<Identity, RegisteredLoader<?, ?, ?>> made = new HashMap<>();
  private final Map<Identity, RegisteredLoader<?, ?, ?>> pages = new ConcurrentHashMap<>();

  /** All of {@link #made}, for whoever holds no lock. Pages are in no shared tier and not here. */
  private final List<RegisteredLoader<?, ?, ?>> all = new CopyOnWriteArrayList<>();

  /** By both sides: the loaders that know which rows an owner has. */
  private final Map<Identity, List<RegisteredLoader<?, ?, ?>>> membership = new HashMap<>();

  /** By what ties rows to owners, and the conditions: the loaders of complete lists. */
  private final Map<Identity, List<RegisteredLoader<?, ?, ?>>> completeLists = new HashMap<>();

  /**
   * @param names of loaders, which no relation may take
   * @param rows the row loaders by the class that the application wrote
   */
  RelationLoaders(
      TierFormats formats, Set<String> names, Map<Class<?>, RowRegistration<?, ?>> rows) {
    this.factory = new RelatedLoaderFactory(formats);
    this.names = new HashSet<>(names);
    this.rows = new LinkedHashMap<>(rows);
    this.ownerKeys = new OwnerKeys(List.copyOf(rows.values()));
    this.associations = new MappedAssociations(List.copyOf(rows.values()));
  }

  /** The loaders of relations that were made so far; more may come while it is read. */
  public Iterable<RegisteredLoader<?, ?, ?>> all() {
    return Collections.unmodifiableList(all);
  }

  /**
   * The classes of owners that associations of the mapping are known to start from: the records and
   * entities of row loaders, and the entities that these refer to.
   */
  public Set<Class<?>> possibleOwners() {
    Set<Class<?>> owners = new HashSet<>(records());
    for (RowRegistration<?, ?> each : rows.values()) {
      owners.add(each.mapping().entity());
      owners.addAll(associations.referredTo(each));
    }
    return owners;
  }

  /** The records of row loaders. */
  public Set<Class<?>> records() {
    return rows.values().stream()
        .map(each -> each.mapping().recordType())
        .collect(Collectors.toSet());
  }

  /** The associations that the mapping has between two records, if each is that of a row loader. */
  public List<Mapped<?, ?>> associations(Class<?> owner, Class<?> target) {
    return associations.between(owner, target);
  }

  /**
   * The relation that an association of the mapping makes.
   *
   * @throws ConfigurationException if the mapping or the records do not have what it takes
   */
  public RelationDefinition<?> association(String relation, Mapped<?, ?> mapped) {
    return associations.definition(relation, mapped);
  }

  /**
   * The loaders of a relation to mapped rows.
   *
   * @param limit how many rows each owner has at most; 0: all
   * @throws ConfigurationException if relation and mapping do not fit
   */
  public synchronized RelatedRows<?, ?, ?> rows(String relation, MappedRows<?> mapped, int limit) {
    RowRegistration<?, ?> target = target(relation, mapped.target());
    if (mapped.wholeTree() && target.mapping().recordType() != mapped.owner()) {
      throw new ConfigurationException(
          "relation %s: a whole tree has rows of one kind, but leads from %s to %s"
              .formatted(
                  relation,
                  mapped.owner().getSimpleName(),
                  target.mapping().recordType().getSimpleName()));
    }
    return rows(relation(relation, mapped, target), limit);
  }

  private <K, V extends Record> MappedRelation<?, K, V> relation(
      String name, MappedRows<?> mapped, RowRegistration<K, V> target) {
    return new MappedRelation<>(
        name, mapped, target, ownerKeys.of(name, mapped, target.database()));
  }

  private <Q, K, V extends Record> RelatedRows<Q, K, V> rows(
      MappedRelation<Q, K, V> relation, int limit) {
    Identity identity = relation.ordered("list", limit);
    RegisteredLoader<Q, List<K>, List<K>> lists =
        made(
            identity,
            () -> {
              RegisteredLoader<Q, List<K>, List<K>> loader =
                  factory.lists(relation, free(relation.name()), identity.text(), limit);
              membership(relation).add(loader);
              if (limit == 0) {
                completeLists(relation).add(loader);
              }
              return loader;
            });
    return new RelatedRows<>(
        relation.owner().of(),
        lists,
        relation.target().loader(),
        row -> idOf(relation, row),
        () -> pages(relation),
        membership(relation));
  }

  @SuppressWarnings("unchecked") // loaders are kept under their identity, which implies their types
  private <L extends RegisteredLoader<?, ?, ?>> L made(Identity identity, Supplier<L> make) {
    L loader = (L) made.get(identity);
    if (loader == null) {
      loader = make.get();
      made.put(identity, loader);
      all.add(loader);
    }
    return loader;
  }

  @SuppressWarnings("unchecked") // as above
  private <Q, K> RegisteredLoader<PageKey<Q, K>, List<K>, List<K>> pages(
      MappedRelation<Q, K, ?> relation) {
    return (RegisteredLoader<PageKey<Q, K>, List<K>, List<K>>)
        pages.computeIfAbsent(
            relation.ordered("page", 0),
            identity -> factory.pages(relation, relation.name() + " page"));
  }

  private static <K, V extends Record> K idOf(MappedRelation<?, K, V> relation, Object row) {
    RowRegistration<K, V> target = relation.target();
    K id = target.idOfRecord().of(target.mapping().recordType().cast(row));
    if (id == null) {
      throw new IllegalArgumentException(
          "relation %s: the row that a page starts after has no id".formatted(relation.name()));
    }
    return target.loader().normalization().apply(id);
  }

  /**
   * The loader of an aggregate.
   *
   * @throws ConfigurationException if relation and mapping do not fit
   */
  public synchronized <N> RelatedAggregate<?, N> aggregate(
      String relation, Aggregated<?, N> aggregated) {
    MappedRows<?> mapped = aggregated.rows();
    return aggregate(relation(relation, mapped, target(relation, mapped.target())), aggregated);
  }

  private <Q, N> RelatedAggregate<Q, N> aggregate(
      MappedRelation<Q, ?, ?> relation, Aggregated<?, N> aggregated) {
    String attribute = aggregated.attribute();
    Identity identity =
        relation.unordered(aggregated.function() + (attribute == null ? "" : "." + attribute));
    RegisteredLoader<Q, N, N> results =
        made(
            identity,
            () -> {
              RegisteredLoader<Q, N, N> loader =
                  factory.results(relation, aggregated, free(relation.name()), identity.text());
              membership(relation).add(loader);
              return loader;
            });
    return new RelatedAggregate<>(
        relation.owner().of(),
        results,
        aggregated.none(),
        completeLists(relation),
        relation.target().loader(),
        membership(relation));
  }

  private <Q> List<RegisteredLoader<Q, ?, ?>> membership(MappedRelation<Q, ?, ?> relation) {
    return sharing(membership, relation.sides());
  }

  private <Q> List<RegisteredLoader<Q, ?, ?>> completeLists(MappedRelation<Q, ?, ?> relation) {
    return sharing(completeLists, relation.unordered("any"));
  }

  @SuppressWarnings("unchecked") // the type of the owners' keys is part of the identity
  private static <Q> List<RegisteredLoader<Q, ?, ?>> sharing(
      Map<Identity, List<RegisteredLoader<?, ?, ?>>> lists, Identity identity) {
    return (List<RegisteredLoader<Q, ?, ?>>)
        (List<?>) lists.computeIfAbsent(identity, absent -> new CopyOnWriteArrayList<>());
  }

  /** Reads the key out of records of a class, for messages; null where it cannot be derived. */
  public @Nullable Function<Object, @Nullable Object> keyOf(Class<?> owner) {
    try {
      OwnerKeys.Known<?> known = ownerKeys.derived("", owner);
      return each -> known.of().apply(each);
    } catch (ConfigurationException e) {
      // Messages do without the key then.
      return null;
    }
  }

  private RowRegistration<?, ?> target(String relation, Class<? extends RowLoader<?, ?>> loader) {
    RowRegistration<?, ?> target = rows.get(LoaderTypes.applicationClass(loader));
    if (target == null) {
      throw new ConfigurationException(
          "relation %s leads to %s, which is not registered; registered row loaders: %s"
              .formatted(
                  relation,
                  loader.getSimpleName(),
                  rows.keySet().stream().map(Class::getSimpleName).sorted().toList()));
    }
    return target;
  }

  private String free(String relation) {
    String name = relation;
    for (int i = 2; !names.add(name); i++) {
      name = relation + " " + i;
    }
    return name;
  }
}
