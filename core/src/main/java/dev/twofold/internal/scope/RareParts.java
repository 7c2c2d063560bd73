package dev.twofold.internal.scope;

import dev.twofold.internal.computation.ComputationRegistry;
import dev.twofold.internal.entity.RegisteredEntities;
import dev.twofold.internal.entity.ScopeEntities;
import dev.twofold.internal.entity.UnplannedAssociations;
import dev.twofold.internal.invalidation.Delivery;
import dev.twofold.internal.relation.PlanSuggestions;
import dev.twofold.internal.relation.RelationRegistry;
import dev.twofold.internal.relation.RequestRelations;
import dev.twofold.internal.tiers.TripCounters;
import dev.twofold.settings.TwofoldSettings;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that many requests do without, each made by who asks for it first.
 * Thread-safe.
 */
final class RareParts {

  private final RequestScope scope;
  private final ComputationRegistry registeredComputations;
  private final RegisteredEntities registeredEntities;
  private final RelationRegistry registeredRelations;
  private final PlanSuggestions suggestions;
  private final TwofoldSettings settings;
  private final Stores stores;
  private final Questions questions;
  private final Delivery delivery;
  private final TripCounters trips;
  private volatile @Nullable RequestRelations relations;
  private volatile @Nullable ScopeEntities entities;
  private volatile @Nullable Stash stash;

  RareParts(
      RequestScope scope,
      ComputationRegistry registeredComputations,
      RegisteredEntities registeredEntities,
      RelationRegistry registeredRelations,
      PlanSuggestions suggestions,
      TwofoldSettings settings,
      Stores stores,
      Questions questions,
      Delivery delivery,
      TripCounters trips) {
    this.scope = scope;
    this.registeredComputations = registeredComputations;
    this.registeredEntities = registeredEntities;
    this.registeredRelations = registeredRelations;
    this.suggestions = suggestions;
    this.settings = settings;
    this.stores = stores;
    this.questions = questions;
    this.delivery = delivery;
    this.trips = trips;
  }

  private ScopeDelivery delivery() {
    return new ScopeDelivery(delivery, trips);
  }

  Invalidations invalidations() {
    return new Invalidations(stores.request(), delivery(), stores.waves());
  }

  ComputationQuestions computations() {
    return new ComputationQuestions(registeredComputations, stores, questions);
  }

  RequestRelations relations() {
    RequestRelations made = relations;
    return made == null ? makeRelations() : made;
  }

  private synchronized RequestRelations makeRelations() {
    RequestRelations made = relations;
    if (made == null) {
      RelationAccess access = new RelationAccess(scope, stores, delivery());
      made = new RequestRelations(registeredRelations, access, settings, suggestions);
      relations = made;
    }
    return made;
  }

  ScopeEntities entities() {
    ScopeEntities made = entities;
    return made == null ? makeEntities() : made;
  }

  private synchronized ScopeEntities makeEntities() {
    ScopeEntities made = entities;
    if (made == null) {
      UnplannedAssociations unplanned =
          new UnplannedAssociations(settings.unplannedLoads(), suggestions);
      EntityAccess access =
          new EntityAccess(
              stores, questions, invalidations(), delivery(), unplanned, settings.cohortLimit());
      made = new ScopeEntities(registeredEntities, access, scope.writes()::preferWriter);
      entities = made;
    }
    return made;
  }

  Stash stash() {
    Stash made = stash;
    return made == null ? makeStash() : made;
  }

  private synchronized Stash makeStash() {
    Stash made = stash;
    if (made == null) {
      made = new Stash(scope::isClosed);
      stash = made;
    }
    return made;
  }

  /** The request has ended. */
  void close() {
    RequestRelations madeRelations = relations;
    if (madeRelations != null) {
      madeRelations.close();
    }
    ScopeEntities madeEntities = entities;
    if (madeEntities != null) {
      madeEntities.close();
    }
    Stash madeStash = stash;
    if (madeStash != null) {
      madeStash.clear();
    }
  }
}
