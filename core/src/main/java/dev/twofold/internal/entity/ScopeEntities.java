package dev.twofold.internal.entity;

import static java.util.Objects.requireNonNull;

import dev.twofold.Entities;
import dev.twofold.Loaded;
import dev.twofold.error.AbsentException;
import dev.twofold.internal.entity.RegisteredEntities.Found;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityReference;
import dev.twofold.tier.entity.EntitySession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The copies of entities of one request. */
public final class ScopeEntities implements Entities {

  private final RegisteredEntities entities;
  private final EntityQuestions questions;

  private final Runnable declaredStale;

  /**
   * @param declaredStale is told before something is declared stale
   */
  public ScopeEntities(
      RegisteredEntities entities, EntityQuestions questions, Runnable declaredStale) {
    this.entities = entities;
    this.questions = questions;
    this.declaredStale = declaredStale;
  }

  @Override
  public <E> Optional<E> find(Class<E> entity, Object id) {
    return findAll(entity, List.of(requireNonNull(id, "id"))).inOrder().stream().findFirst();
  }

  @Override
  public <E> Loaded<Object, E> findAll(Class<E> entity, Collection<?> ids) {
    requireNonNull(ids, "ids");
    Found found = entities.require(requireNonNull(entity, "entity"));
    LoaderStore<Object, Object, Object> store = storeOf(found.entity().load());
    EntityRequest request = EntityRequest.open(entities, found.model(), questions, store);
    List<Object> asked = new ArrayList<>(ids.size());
    List<Object> keys = new ArrayList<>(ids.size());
    for (Object id : ids) {
      asked.add(requireNonNull(id, "an id is null"));
      keys.add(found.entity().key(id));
    }
    Loaded<Object, Object> loaded = questions.many(store, keys);
    return new LoadedEntities<>(entity, request.session(), asked, keys, loaded);
  }

  @Override
  public <E> E require(Class<E> entity, Object id) {
    return find(entity, id).orElseThrow(() -> absent(entity, List.of(id)));
  }

  @Override
  public <E> List<E> requireAll(Class<E> entity, Collection<?> ids) {
    Loaded<Object, E> loaded = findAll(entity, ids);
    List<E> values = loaded.inOrder();
    if (!loaded.missing().isEmpty()) {
      throw absent(entity, loaded.missing());
    }
    return values;
  }

  @Override
  public void prefetch(Collection<?> copies, String... paths) {
    List<String> wanted = List.of(requireNonNull(paths, "paths"));
    Map<EntitySession, List<Object>> sessions = new LinkedHashMap<>();
    for (Object copy : requireNonNull(copies, "copies")) {
      sessions
          .computeIfAbsent(
              sessionOf(requireNonNull(copy, "a copy is null")), first -> new ArrayList<>())
          .add(copy);
    }
    sessions.forEach((session, some) -> session.prefetch(some, wanted));
  }

  /** The session that has made a copy, if it is one of this request. */
  private EntitySession sessionOf(Object copy) {
    if (!(copy instanceof EntityReference reference)) {
      throw new IllegalArgumentException(
          "prefetch takes copies, but an instance of %s was not made by LoadScope.entities(); find the entities with findAll and prefetch what it gives"
              .formatted(copy.getClass().getName()));
    }
    EntitySession session = reference.$$_twofold_describe().session();
    if (!(session.scope() instanceof EntityRequest request) || !request.belongsTo(questions)) {
      throw new IllegalArgumentException(
          "prefetch was given a copy of %s that another scope has made; find it with the entities() of this scope"
              .formatted(reference.$$_twofold_describe().type().getSimpleName()));
    }
    return session;
  }

  @Override
  public boolean invalidate(Class<?> entity, Collection<?> ids, String... associations) {
    requireNonNull(ids, "ids");
    Found found = entities.require(requireNonNull(entity, "entity"));
    List<EntityLoad> loads = new ArrayList<>();
    loads.add(found.entity().load());
    for (String association : requireNonNull(associations, "associations")) {
      loads.addAll(found.entity().associations(association));
    }
    List<Object> keys = new ArrayList<>(ids.size());
    for (Object id : ids) {
      keys.add(found.entity().key(requireNonNull(id, "an id is null")));
    }
    declaredStale.run();
    return questions.invalidate(
        stale -> loads.forEach(load -> keys.forEach(key -> stale.add(storeOf(load), key))));
  }

  private LoaderStore<Object, Object, Object> storeOf(EntityLoad load) {
    return questions.store(entities.loader(load));
  }

  /** Says at the end of the request which prefetch would have helped, if that is wanted. */
  public void close() {
    questions.unplanned().close();
  }

  private static AbsentException absent(Class<?> entity, List<?> ids) {
    return new AbsentException("entity." + entity.getSimpleName(), ids);
  }
}
