package dev.twofold.internal.entity;

import dev.twofold.internal.read.Asked;
import dev.twofold.internal.read.Keys;
import dev.twofold.internal.registry.RequestForm;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityModel;
import dev.twofold.tier.entity.EntityScope;
import dev.twofold.tier.entity.EntitySession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one model in one request, under one set of parameters. They keep asking under the
 * parameters that they were made under, whatever block or thread touches them.
 */
final class EntityRequest implements EntityScope {

  private record Identity(EntityModel model, ParameterValues parameters) {}

  private final RegisteredEntities entities;
  private final EntityQuestions questions;
  private final ParameterValues parameters;
  private final EntitySession session;

  private EntityRequest(
      RegisteredEntities entities,
      EntityModel model,
      EntityQuestions questions,
      ParameterValues parameters) {
    this.entities = entities;
    this.questions = questions;
    this.parameters = parameters;
    this.session = model.open(this);
  }

  /** The copies that a question is about; begun with the first. */
  static EntityRequest open(
      RegisteredEntities entities,
      EntityModel model,
      EntityQuestions questions,
      RequestForm.Request request) {
    ParameterValues parameters = request.parameters();
    return request.part(
        new Identity(model, parameters),
        () -> new EntityRequest(entities, model, questions, parameters));
  }

  /** The copies that a question has begun. */
  static EntityRequest of(EntityModel model, RequestForm.Request request) {
    return request.part(
        new Identity(model, request.parameters()),
        () -> {
          throw new IllegalStateException("the scope is closed; it ends with its request");
        });
  }

  /** The copies that a question has begun; null if none has. */
  static @Nullable EntityRequest find(EntityModel model, RequestForm.Request request) {
    return (EntityRequest) request.partIfMade(new Identity(model, request.parameters()));
  }

  EntitySession session() {
    return session;
  }

  @Override
  public int cohortLimit() {
    return questions.cohortLimit();
  }

  @Override
  public boolean isOpen() {
    return questions.isOpen();
  }

  @Override
  public void loadAhead(Map<EntityLoad, Set<Object>> keys) {
    List<Asked<?>> asked = new ArrayList<>(keys.size());
    keys.forEach(
        (load, some) -> {
          LoaderStore<Object, ?, Object> store = store(load);
          store.counters().add(Counter.ASKED, some.size());
          asked.add(new Asked<>(store, Keys.copyOf(some)));
        });
    questions.loadAhead(asked);
  }

  @Override
  public @Nullable Object read(EntityLoad load, Object key) {
    questions.begin();
    LoaderStore<Object, ?, Object> store = store(load);
    Object known = store.get(key);
    if (known != null) {
      return store.asValue(known);
    }
    RuntimeException failure = store.takeFailure(key);
    if (failure != null) {
      throw failure;
    }
    return questions.many(store, List.of(key)).inOrder().stream().findFirst().orElse(null);
  }

  @Override
  public boolean knows(EntityLoad load, Object key) {
    return store(load).knows(key);
  }

  @Override
  public @Nullable Object peek(EntityLoad load, Object key) {
    LoaderStore<Object, ?, Object> store = store(load);
    return store.asValue(store.peek(key));
  }

  @Override
  public void wasRead(EntityLoad load, Object key) {
    Object unused = store(load).get(key);
  }

  @Override
  public void dangles(EntityLoad load, Object key) {
    store(load).counters().add(Counter.DANGLING, 1);
  }

  @Override
  public void repair(Map<EntityLoad, Set<Object>> states) {
    List<TierKey> names = new ArrayList<>();
    states.forEach(
        (load, keys) -> {
          LoaderStore<Object, ?, Object> store = store(load);
          store.counters().add(Counter.REPAIRED, keys.size());
          for (Object key : keys) {
            TierKey name = store.tierKey(key);
            if (name != null) {
              names.add(name);
            }
          }
        });
    questions.remove(names);
  }

  @Override
  public void unplanned(String entity, String attribute, @Nullable String target) {
    questions.unplanned().touched(entity, attribute, target);
  }

  /** Whether these are copies of a request. */
  boolean belongsTo(EntityQuestions request) {
    return questions == request;
  }

  private LoaderStore<Object, ?, Object> store(EntityLoad load) {
    return questions.store(entities.loader(load), parameters);
  }
}
