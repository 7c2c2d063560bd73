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
 * Resolves a plan. All that is needed now, in whatever step, is one wave; when a step is resolved
 * for all its objects, the steps behind it go on with what it led to, so that objects that were
 * known before do not run ahead and split a statement. Each object takes each step once, which cuts
 * circles. Walks with a queue, so the depth of the graph does not matter.
 */
final class PlanWalk {

  /** A step of a plan and the objects that take it. */
  private record Level(RegisteredRelation relation, Plan<?> next, List<Object> owners) {}

  private final RelationRegistry registry;
  private final RequestAccess request;
  private final Reading peek;
  private final Map<Plan<?>, Set<Object>> visited = new HashMap<>();
  private final Deque<Level> open = new ArrayDeque<>();

  PlanWalk(RelationRegistry registry, RequestAccess request, Reading peek) {
    this.registry = registry;
    this.request = request;
    this.peek = peek;
  }

  void run(Plan<?> plan, Collection<?> owners) {
    visit(plan, owners);
    Needs needs = new Needs(request);
    List<Level> waiting = new ArrayList<>();
    do {
      open.addAll(waiting);
      waiting.clear();
      while (!open.isEmpty()) {
        Level level = open.poll();
        if (need(level, needs)) {
          waiting.add(level);
        } else {
          visit(level.next(), targets(level));
        }
      }
    } while (needs.resolve());
    needs.repair();
  }

  private static boolean need(Level level, Needs needs) {
    boolean needed = false;
    needs.expect(level.owners().size());
    for (Object owner : level.owners()) {
      needed |= needs.addOfPlanned(level.relation().route(), owner);
    }
    return needed;
  }

  private <O> void visit(Plan<O> plan, Collection<?> owners) {
    if (plan.steps().isEmpty()) {
      return;
    }
    Set<Object> already =
        visited.computeIfAbsent(
            plan, absent -> Collections.newSetFromMap(new IdentityHashMap<>(owners.size())));
    List<Object> fresh = new ArrayList<>(owners.size());
    for (Object owner : owners) {
      if (already.add(owner)) {
        fresh.add(owner);
      }
    }
    if (!fresh.isEmpty()) {
      for (Plan.Step<O> step : plan.steps()) {
        open.add(new Level(registry.require(step.relation()), step.next(), fresh));
      }
    }
  }

  private List<Object> targets(Level level) {
    List<Object> targets = new ArrayList<>(level.owners().size());
    if (!level.next().steps().isEmpty()) {
      for (Object owner : level.owners()) {
        Object answer = answer(level.relation().route(), owner);
        if (answer instanceof List<?> list) {
          targets.addAll(list);
        } else if (answer != null && answer != Reading.UNKNOWN) {
          targets.add(answer);
        }
      }
    }
    return targets;
  }

  private @Nullable Object answer(Route route, Object owner) {
    try {
      return route.answer(owner, peek);
    } catch (RuntimeException e) {
      // A plan fails for nobody: what an owner's own code throws is told where it is read.
      return Reading.UNKNOWN;
    }
  }
}
