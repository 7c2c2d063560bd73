package dev.twofold.hibernate.entity;

import dev.twofold.hibernate.entity.CollectionRole.Entity;
import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityScope;
import dev.twofold.tier.entity.EntitySession;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The copies, proxies and collections of one request. Thread-safe. */
final class CopySession implements EntitySession {

  private final EntityScope scope;
  private final Cohorts cohorts;
  private final Touches touches;
  private final Map<EntityLoad, Map<Object, KnownEntity>> entities = new ConcurrentHashMap<>();
  private final Map<EntityLoad, Map<Object, RoleContents>> contents = new ConcurrentHashMap<>();

  CopySession(EntityScope scope) {
    this.scope = scope;
    this.cohorts = new Cohorts(scope.cohortLimit());
    this.touches = new Touches(scope, cohorts, this);
  }

  @Override
  public EntityScope scope() {
    return scope;
  }

  Cohorts cohorts() {
    return cohorts;
  }

  KnownEntity entity(EntityHierarchy hierarchy, Object key) {
    return entities
        .computeIfAbsent(hierarchy.states(), first -> new ConcurrentHashMap<>())
        .computeIfAbsent(key, first -> new KnownEntity(hierarchy, key));
  }

  @Override
  public Object requestForm(EntityLoad load, Object key, Object state) {
    return load instanceof EntityStates states ? copy(states.hierarchy(), key, state) : state;
  }

  private Object copy(EntityHierarchy hierarchy, Object key, Object state) {
    KnownEntity known = entity(hierarchy, key);
    Object copy = known.copy();
    if (copy != null) {
      // The rows of a collection tell about entities that the request has already.
      return copy;
    }
    List<?> columns = (List<?>) state;
    copy = hierarchy.copied(columns).copy(columns, this);
    known.copied(copy, Proxies.describe(copy)::postLoad);
    cohorts.remove(hierarchy.states(), key);
    return copy;
  }

  @Override
  public <E> @Nullable E view(Class<E> type, Object key, Object requestForm) {
    Copy copy = Proxies.describe(requestForm);
    if (!type.isAssignableFrom(copy.type())) {
      return null;
    }
    KnownEntity known = entity(copy.hierarchy(), key);
    known.use();
    return known.view(type);
  }

  /** What stands for the entity that a foreign key leads to. Loads nothing. */
  Object reference(
      EntityHierarchy hierarchy, Object key, EntityPersister target, AssociationName association) {
    KnownEntity known = entity(hierarchy, key);
    return known.viewOrProxy(
        target.getMappedClass(),
        () -> {
          cohorts.add(hierarchy.states(), key);
          return hierarchy.proxies(target).proxy(known, association, this);
        });
  }

  /** The collection of an owner. Loads nothing. */
  Object contents(CollectionRole role, Object key) {
    return contents
        .computeIfAbsent(role.load(), first -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            key,
            first -> {
              cohorts.add(role.load(), key);
              return new RoleContents(role, key, this);
            })
        .collection();
  }

  /** The collection of an owner that the request shows; null if it shows none. */
  @Nullable RoleContents shown(CollectionRole role, Object key) {
    return contents.getOrDefault(role.load(), Map.of()).get(key);
  }

  /** The copy that a proxy stands for, and with it those of all others of its hierarchy. */
  Object read(KnownEntity known, AssociationName association, String target) {
    Object copy = known.copy();
    if (copy == null) {
      copy = touches.entity(known, association, target);
    }
    wasRead(known);
    return copy;
  }

  /** What an association leads to of which no proxy can stand; null if nothing. */
  @Nullable Object resolve(ResolvedAssociation association, Object key) {
    KnownEntity known = touches.association(association, key);
    if (known == null) {
      return null;
    }
    wasRead(known);
    return known.view(association.target().getMappedClass());
  }

  /** Fills a collection, and with it all others of its role. */
  void fill(RoleContents touched) {
    touches.collection(touched);
  }

  /** The copy of an entity that a collection leads to; null if there is none any more. */
  @Nullable Object element(EntityHierarchy hierarchy, Object key, Class<?> type) {
    return entity(hierarchy, key).view(type);
  }

  /** The rows of a collection; null if the request does not know them. */
  @Nullable List<?> rows(EntityLoad load, Object key) {
    Object rows = scope.peek(load, key);
    return rows == null && scope.knows(load, key) ? List.of() : (List<?>) rows;
  }

  /** The key that another key leads to; null if there is none, or it is not known. */
  @Nullable Object peek(EntityLoad load, Object key) {
    return scope.peek(load, key);
  }

  /** Whether there is a copy, or it is known that there is no such entity. */
  boolean knows(KnownEntity known) {
    return known.copy() != null || knows(known.hierarchy().states(), known.key());
  }

  boolean knows(EntityLoad load, Object key) {
    return scope.knows(load, key);
  }

  /** Counts an entity that something leads to, if there is none; whether there is none. */
  boolean dangles(KnownEntity known) {
    if (known.copy() != null) {
      return false;
    }
    scope.dangles(known.hierarchy().states(), known.key());
    return true;
  }

  private void wasRead(KnownEntity known) {
    if (known.use()) {
      scope.wasRead(known.hierarchy().states(), known.key());
    }
  }

  /** Says that what was loaded for a collection was of use. */
  void wasRead(RoleContents read) {
    EntityLoad load = read.role().load();
    Object rows = scope.peek(load, read.key());
    scope.wasRead(load, read.key());
    if (rows != null) {
      for (Entity reference : read.role().references()) {
        reference.keys((List<?>) rows).forEach(key -> wasRead(entity(reference.hierarchy(), key)));
      }
    }
  }

  @Override
  public void prefetch(Collection<?> copies, List<String> paths) {
    new PrefetchWalk(new Demand(scope, cohorts)).run(copies, paths);
  }

  @Override
  public void forget(EntityLoad load, Object key) {
    Map<Object, KnownEntity> known = entities.getOrDefault(load, Map.of());
    KnownEntity entity = known.get(key);
    Object copy = entity == null ? null : entity.copy();
    // Proxies that nobody has read go on: they will read what is new.
    if (entity != null && copy != null) {
      known.remove(key, entity);
      Proxies.describe(copy).collections().forEach(this::forget);
    }
    RoleContents shown = contents.getOrDefault(load, Map.of()).get(key);
    if (shown != null) {
      forget(shown);
    }
  }

  /** A new copy of the owner shows a new collection; what it leads to may be known. */
  private void forget(RoleContents shown) {
    contents.getOrDefault(shown.role().load(), Map.of()).remove(shown.key(), shown);
  }
}
