package dev.twofold.internal.relation;

import dev.twofold.relation.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a plan. All that is needed now, in whatever step, is one wave; an object whose step is
 * resolved goes on with the steps behind it at once. Each object takes each step once, which cuts
 * circles. Walks with a queue, so the depth of the graph does not matter.
 */
final class PlanWalk {

  private record Visit(RegisteredRelation relation, Plan<?> next, Object owner) {}

  private final RelationRegistry registry;
  private final RequestAccess request;
  private final Reading peek;
  private final Map<Plan<?>, Set<Object>> visited = new HashMap<>();
  private final Deque<Visit> open = new ArrayDeque<>();

  PlanWalk(RelationRegistry registry, RequestAccess request, Reading peek) {
    this.registry = registry;
    this.request = request;
    this.peek = peek;
  }

  void run(Plan<?> plan, Collection<?> owners) {
    owners.forEach(owner -> visit(plan, owner));
    Needs needs = new Needs(request);
    List<Visit> waiting = new ArrayList<>();
    do {
      open.addAll(waiting);
      waiting.clear();
      while (!open.isEmpty()) {
        Visit visit = open.poll();
        if (visit.relation().route().need(visit.owner(), needs)) {
          waiting.add(visit);
        } else {
          goOn(visit);
        }
      }
    } while (needs.resolve());
    needs.repair();
  }

  private <O> void visit(Plan<O> plan, Object owner) {
    Set<Object> already =
        visited.computeIfAbsent(plan, absent -> Collections.newSetFromMap(new IdentityHashMap<>()));
    if (!plan.steps().isEmpty() && already.add(owner)) {
      for (Plan.Step<O> step : plan.steps()) {
        open.add(new Visit(registry.require(step.relation()), step.next(), owner));
      }
    }
  }

  private void goOn(Visit visit) {
    if (!visit.next().steps().isEmpty()) {
      @Nullable Object answer = visit.relation().route().answer(visit.owner(), peek);
      if (answer instanceof List<?> targets) {
        targets.forEach(target -> visit(visit.next(), target));
      } else if (answer != null && answer != Reading.UNKNOWN) {
        visit(visit.next(), answer);
      }
    }
  }
}
