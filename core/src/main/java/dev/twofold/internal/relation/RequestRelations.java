package dev.twofold.internal.relation;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.AbsentException;
import dev.twofold.internal.relation.Route.End;
import dev.twofold.internal.relation.WaitingHandles.Waiting;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.relation.Cohorts;
import dev.twofold.relation.Lazy;
import dev.twofold.relation.Plan;
import dev.twofold.relation.Relation;
import dev.twofold.relation.ToMany;
import dev.twofold.settings.TwofoldSettings;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The relations of one request. What the request knows is answered at once; else waves resolve it
 * for the owner and its cohort, one wave for each level.
 */
public final class RequestRelations {

  private final RelationRegistry registry;
  private final RequestAccess request;
  private final CohortSelection cohorts;
  private final Pages pages;
  private final UnplannedTouches unplanned;
  private final WaitingHandles handles = new WaitingHandles();
  private final Reading peek;
  private final Reading touch;
  private final Reading last;

  public RequestRelations(
      RelationRegistry registry,
      RequestAccess request,
      TwofoldSettings settings,
      PlanSuggestions suggestions) {
    this.registry = registry;
    this.request = request;
    this.cohorts = new CohortSelection(request.owners(), settings.cohortLimit());
    this.pages = new Pages(request, cohorts, settings.cohortLimit());
    this.unplanned = new UnplannedTouches(settings.unplannedLoads(), suggestions);
    this.peek = Reading.peek(request);
    this.touch = Reading.touch(request);
    this.last = Reading.last(request);
  }

  /** The answer for an owner; null if it has none. */
  @SuppressWarnings("unchecked") // a relation was registered with the route that its type implies
  public <O, A> @Nullable A answer(Relation<O, A> relation, O owner) {
    return (@Nullable A) answer(registry.require(relation), relation.cohorts(), owner);
  }

  private @Nullable Object answer(
      RegisteredRelation relation, Cohorts own, @Nullable Object owner) {
    requireNonNull(owner, "owner");
    request.waves().beginQuestion();
    Object known = relation.route().answer(owner, touch);
    if (known != Reading.UNKNOWN) {
      return known;
    }
    unplanned.touched(relation);
    resolve(relation, own, owner);
    return relation.route().answer(owner, last);
  }

  private void resolve(RegisteredRelation relation, Cohorts own, Object owner) {
    Cohorts block = request.cohorts();
    Needs needs = new Needs(request);
    List<Object> owners;
    if ((block == null ? own : block) == Cohorts.ALL) {
      owners = cohorts.select(relation, owner, request.parameters(), needs);
    } else {
      owners = List.of(owner);
      needs.addOf(relation.route(), owner);
    }
    while (needs.resolve()) {
      needs.addOf(relation.route(), owner);
      for (Object other : owners.subList(1, owners.size())) {
        needs.addOfOther(relation.route(), other);
      }
    }
    needs.repair();
    if (needs.hasFailed()) {
      cohorts.again(relation);
    }
  }

  /**
   * The answer for an owner.
   *
   * @throws AbsentException if it has none
   */
  public <O, A> A require(Relation<O, A> relation, O owner) {
    return require(relation, owner, answer(relation, owner));
  }

  <O, A> A require(Relation<O, A> relation, O owner, @Nullable A answer) {
    if (answer == null) {
      throw absent(registry.require(relation), owner);
    }
    return answer;
  }

  private AbsentException absent(RegisteredRelation relation, Object owner) {
    End end = relation.route().end(owner, peek);
    return AbsentException.ofRelation(
        relation.name(),
        relation.owner().getSimpleName(),
        relation.ownerKey(owner),
        end.route().target(),
        end.route().targetKey(end.object()));
  }

  /** A handle for the answer for an owner: its keys wait for the next wave. */
  public <O, A> Lazy<A> lazy(Relation<O, A> relation, O owner) {
    requireNonNull(owner, "owner");
    RegisteredRelation registered = registry.require(relation);
    request.waves().checkOpen();
    Needs needs = new Needs(request);
    if (registered.route().need(owner, needs)) {
      handles.add(request.parameters(), new Waiting(registered, owner));
    }
    needs.wait(
        new Needs.HandleMaker() {
          @Override
          public <K> void handle(LoaderStore<K, ?, ?> store, K key) {
            Object unused = request.waves().lazy(store, key);
          }
        });
    return new RelationHandle<>(this, request.here(), relation, owner);
  }

  /** The answer that a handle is for, and with it those of all handles that wait. */
  @SuppressWarnings("unchecked") // a relation was registered with the route that its type implies
  <O, A> @Nullable A read(RelationHandle<O, A> handle) {
    request.waves().beginQuestion();
    RegisteredRelation relation = registry.require(handle.relation());
    Object known = relation.route().answer(handle.owner(), touch);
    if (known == Reading.UNKNOWN) {
      resolveHandles(relation, handle.owner());
      known = relation.route().answer(handle.owner(), last);
    }
    return (@Nullable A) known;
  }

  private void resolveHandles(RegisteredRelation relation, Object owner) {
    List<Waiting> waiting = handles.take(request.parameters());
    Needs needs = new Needs(request);
    do {
      needs.addOf(relation.route(), owner);
      waiting.forEach(each -> needs.addOfOther(each.relation().route(), each.owner()));
    } while (needs.resolve());
    needs.repair();
  }

  /** A page of the rows of an owner. */
  @SuppressWarnings("unchecked") // a relation to many leads to rows of its own type
  public <O, T> List<T> page(ToMany<O, T> relation, O owner, @Nullable T after, int size) {
    requireNonNull(owner, "owner");
    RegisteredRelation registered = registry.require(relation);
    request.waves().beginQuestion();
    Cohorts block = request.cohorts();
    boolean together = (block == null ? relation.cohorts() : block) == Cohorts.ALL;
    return (List<T>) pages.page(registered, owner, after, size, together);
  }

  /** Resolves a plan for some owners. */
  public <O> void prefetch(Plan<O> plan, Collection<? extends O> owners) {
    request.waves().beginQuestion();
    owners.forEach(owner -> requireNonNull(owner, "an owner is null"));
    request.owners().adopt(owners);
    new PlanWalk(registry, request, peek).run(plan, owners);
  }

  /** Adds owners that the request has not loaded. */
  public void adopt(Collection<?> owners) {
    request.waves().checkOpen();
    owners.forEach(owner -> requireNonNull(owner, "an owner is null"));
    request.owners().adopt(owners);
  }

  /** Names what becomes stale when owners get other objects. */
  public <O> void stale(Relation<O, ?> relation, Collection<? extends O> owners, Stale stale) {
    RegisteredRelation registered = registry.require(relation);
    registry.prepareAssociations(registered);
    for (O owner : owners) {
      registered.route().stale(requireNonNull(owner, "an owner is null"), request, stale);
    }
  }

  /** Says at the end of the request which plan would have helped, if that is wanted. */
  public void close() {
    handles.clear();
    unplanned.close();
  }
}
