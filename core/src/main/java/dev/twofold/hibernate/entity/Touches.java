package dev.twofold.hibernate.entity;

import dev.twofold.hibernate.entity.CollectionRole.Entity;
import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityScope;
import jakarta.persistence.EntityNotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is touched and is not known, and with it everything of the request that stands unread
 * beside it, one wave after the other. Thread-safe.
 */
final class Touches {

  private final EntityScope scope;
  private final Cohorts cohorts;
  private final CopySession session;

  Touches(EntityScope scope, Cohorts cohorts, CopySession session) {
    this.scope = scope;
    this.cohorts = cohorts;
    this.session = session;
  }

  /** Reads a key and those that stand unread beside it, and what they need next. */
  private interface Together {
    void need(Demand demand, Object key);
  }

  private void resolve(EntityLoad load, Object touched, Demand demand, Together together) {
    List<Object> keys = cohorts.of(load, touched);
    do {
      keys.forEach(key -> together.need(demand, key));
    } while (demand.resolve());
    demand.repair();
  }

  private void begin(AssociationName association, @Nullable String target) {
    if (!scope.isOpen()) {
      throw Refusals.closed(association);
    }
    scope.unplanned(association.entity(), association.attribute(), target);
  }

  /** The copy of an entity. */
  Object entity(KnownEntity known, AssociationName association, String target) {
    EntityLoad load = known.hierarchy().states();
    Demand demand = demand();
    if (known.need(demand)) {
      begin(association, target);
      resolve(load, known.key(), demand, (next, key) -> next.add(load, key));
    }
    Object copy = copy(known);
    if (copy == null) {
      session.dangles(known);
      throw new EntityNotFoundException(
          "%s leads to %s %s, which does not exist"
              .formatted(association, known.hierarchy().name(), known.key()));
    }
    return copy;
  }

  /** The entity that an association leads to; null if there is none. */
  @Nullable KnownEntity association(ResolvedAssociation association, Object key) {
    EntityLoad load = association.load();
    Demand demand = demand();
    if (association.need(key, demand, session)) {
      begin(association.name(), association.target().getImportedName());
      resolve(load, key, demand, (next, each) -> association.need(each, next, session));
    }
    Object targetKey = association.isByTargetKey() ? key : scope.read(load, key);
    if (targetKey == null) {
      return null;
    }
    KnownEntity known = session.entity(association.hierarchy(), targetKey);
    if (copy(known) == null) {
      session.dangles(known);
      if (!association.isByTargetKey()) {
        demand.repair(load, key);
        demand.repair();
      }
      return null;
    }
    return known;
  }

  /** Fills a collection. */
  void collection(RoleContents touched) {
    CollectionRole role = touched.role();
    Demand demand = demand();
    if (touched.need(demand)) {
      begin(role.name(), role.target());
      List<RoleContents> together = new ArrayList<>();
      together.add(touched);
      for (Object key : cohorts.of(role.load(), touched.key())) {
        RoleContents each = session.shown(role, key);
        if (each != null && each != touched) {
          together.add(each);
        }
      }
      do {
        together.forEach(each -> each.need(demand));
      } while (demand.resolve());
    }
    if (!touched.isRead()) {
      readAlone(touched);
      touched.need(demand);
    }
    demand.repair();
  }

  /** Reads a collection that a wave has failed for, to say why. */
  private void readAlone(RoleContents touched) {
    CollectionRole role = touched.role();
    if (!scope.isOpen()) {
      throw Refusals.closed(role.name());
    }
    Object rows = scope.read(role.load(), touched.key());
    if (rows != null) {
      for (Entity reference : role.references()) {
        for (Object key : reference.keys((List<?>) rows)) {
          copy(session.entity(reference.hierarchy(), key));
        }
      }
    }
  }

  /** A copy that waves may have failed for; null if there is no such entity. */
  private @Nullable Object copy(KnownEntity known) {
    if (known.copy() == null) {
      Object copy = scope.read(known.hierarchy().states(), known.key());
      if (copy != null && known.copy() == null) {
        known.copied(copy);
      }
    }
    return known.copy();
  }

  private Demand demand() {
    return new Demand(scope, cohorts);
  }
}
