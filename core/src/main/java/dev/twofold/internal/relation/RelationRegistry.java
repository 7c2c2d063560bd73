package dev.twofold.internal.relation;

import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.RelationLoaders;
import dev.twofold.relation.Relation;
import dev.twofold.relation.RelationDefinition;
import dev.twofold.relation.RelationDefinition.Mapped;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The relations of an engine. Thread-safe. */
public final class RelationRegistry {

  private final IdentityHashMap<RelationDefinition<?>, RegisteredRelation> relations =
      new IdentityHashMap<>();

  private final Set<Class<?>> owners = new HashSet<>();
  private static final Logger LOG = LoggerFactory.getLogger(RelationRegistry.class);

  private record Sides(Class<?> owner, Class<?> target) {}

  private final Set<Sides> prepared = ConcurrentHashMap.newKeySet();
  private final RelationLoaders loaders;
  private final RouteCompiler compiler;
  private final Map<Mapped<?, ?>, RegisteredRelation> associations = new ConcurrentHashMap<>();

  /** Whether values of a class are owners, also behind an interface of theirs. */
  private final Map<Class<?>, Boolean> known = new ConcurrentHashMap<>();

  /**
   * Checks all relations that some classes declare.
   *
   * @throws dev.twofold.error.ConfigurationException if one cannot work
   */
  public RelationRegistry(LoaderRegistry loaders, List<Class<?>> declaringClasses) {
    Set<Class<?>> declaring = new HashSet<>(loaders.declaringClasses());
    declaring.addAll(declaringClasses);
    this.loaders = loaders.relationLoaders();
    this.compiler = new RouteCompiler(loaders);
    DeclaredRelations.of(declaring)
        .forEach(
            (name, definition) -> {
              relations.put(definition, compiler.relation(name, definition));
              owners.add(definition.owner());
            });
    // Associations of the mapping are asked for without being declared.
    owners.addAll(loaders.relationLoaders().records());
  }

  /** Whether objects of a class have relations. */
  public boolean isOwner(Class<?> type) {
    if (owners.isEmpty()) {
      return false;
    }
    Boolean isOwner = known.get(type);
    return isOwner == null
        ? known.computeIfAbsent(
            type, asked -> owners.stream().anyMatch(owner -> owner.isAssignableFrom(asked)))
        : isOwner;
  }

  /** There are no more of them than the mapping has associations. */
  private RegisteredRelation mapped(Mapped<?, ?> mapped) {
    RegisteredRelation known = associations.get(mapped);
    return known == null
        ? associations.computeIfAbsent(
            mapped,
            absent ->
                compiler.relation(
                    mapped.owner().getSimpleName() + "." + mapped.attribute(), mapped))
        : known;
  }

  /**
   * Makes the associations of the mapping known that lead from the owners of a relation to its
   * targets: another node may have been asked for one and have entries of it that become stale with
   * those of the relation.
   */
  void prepareAssociations(RegisteredRelation relation) {
    prepareAssociations(relation.owner(), relation.target());
  }

  /** Makes all associations of the mapping known, for writes that may change any of them. */
  public void prepareAssociations() {
    loaders.possibleOwners().forEach(this::prepareAssociations);
  }

  /** Makes the associations of the mapping known that start from some owners. */
  public void prepareAssociations(Class<?> owner) {
    loaders.records().forEach(target -> prepareAssociations(owner, target));
  }

  private void prepareAssociations(Class<?> owner, Class<?> target) {
    if (prepared.add(new Sides(owner, target))) {
      for (Mapped<?, ?> each : associations(owner, target)) {
        try {
          mapped(each);
        } catch (ConfigurationException e) {
          // No node can have entries of an association that nobody can ask for.
          LOG.debug("{}.{} is not asked for", each.owner(), each.attribute(), e);
        }
      }
    }
  }

  private List<Mapped<?, ?>> associations(Class<?> owner, Class<?> target) {
    try {
      return loaders.associations(owner, target);
    } catch (ConfigurationException e) {
      // Its database reads no relations.
      LOG.debug("{} has no associations", owner, e);
      return List.of();
    }
  }

  /**
   * A relation.
   *
   * @throws IllegalArgumentException if the engine does not know it, saying what to do
   */
  RegisteredRelation require(Relation<?, ?> relation) {
    RegisteredRelation registered = relations.get(relation.definition());
    if (registered == null && relation.definition() instanceof Mapped<?, ?> mapped) {
      registered = mapped(mapped);
    }
    if (registered == null) {
      throw new IllegalArgumentException(
          "a relation of %s is not known to the engine; declare it in a static field of %s, of a registered loader, or of a class that is named in Twofold.Builder.relations. Known: %s"
              .formatted(
                  relation.owner().getSimpleName(),
                  relation.owner().getSimpleName(),
                  relations.values().stream()
                      .filter(each -> each.owner() == relation.owner())
                      .map(RegisteredRelation::name)
                      .sorted()
                      .toList()));
    }
    return registered;
  }
}
