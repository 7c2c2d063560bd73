package dev.twofold.hibernate.entity;

import dev.twofold.hibernate.entity.Navigation.ToEntity;
import dev.twofold.hibernate.entity.Navigation.ToValue;
import dev.twofold.tier.entity.EntityReference;
import dev.twofold.tier.entity.EntityReference.Description;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads paths of associations. All that is needed now, in whatever step, is one wave; when a step
 * is read for all its owners, the steps behind it go on with what it led to, so that what was known
 * before does not run ahead and split a statement. Each owner takes each step once. Used by one
 * thread.
 */
final class PrefetchWalk {

  /** What takes steps, a copy or an embeddable of a collection, with what leads on from it. */
  private record Owner(Object instance, Map<String, Navigation> navigations) {}

  /** A step and those that may take it: of subclasses that are mixed, not all have it. */
  private record Level(String step, PathTree next, List<Owner> owners) {}

  private final Demand demand;
  private final Map<PathTree, Set<Object>> visited = new HashMap<>();
  private final Deque<Level> open = new ArrayDeque<>();

  PrefetchWalk(Demand demand) {
    this.demand = demand;
  }

  void run(Collection<?> copies, List<String> paths) {
    PathTree tree = tree(copies, paths);
    copies.forEach(this::need);
    demand.resolve();
    List<Owner> roots = new ArrayList<>(copies.size());
    copies.forEach(copy -> addOwner(copy, Map.of(), roots));
    visit(tree, roots);
    List<Level> waiting = new ArrayList<>();
    do {
      open.addAll(waiting);
      waiting.clear();
      while (!open.isEmpty()) {
        Level level = open.poll();
        if (need(level)) {
          waiting.add(level);
        } else {
          goOn(level);
        }
      }
    } while (demand.resolve());
    demand.repair();
  }

  /** Subclasses may be mixed, so that each path is one of some class of the hierarchy. */
  private static PathTree tree(Collection<?> copies, List<String> paths) {
    PathTree tree = new PathTree();
    Set<EntityHierarchy> hierarchies = new HashSet<>();
    for (Object copy : copies) {
      EntityHierarchy hierarchy = hierarchy(copy);
      if (hierarchies.add(hierarchy)) {
        paths.forEach(path -> tree.add(new ToEntity(hierarchy, hierarchy.root()), path));
      }
    }
    return tree;
  }

  private static EntityHierarchy hierarchy(Object copy) {
    Description description = ((EntityReference) copy).$$_twofold_describe();
    return description instanceof UnreadEntity proxy
        ? proxy.known().hierarchy()
        : ((Copy) description).hierarchy();
  }

  private boolean need(Level level) {
    boolean needed = false;
    for (Owner owner : level.owners()) {
      Navigation navigation = owner.navigations().get(level.step());
      needed |= navigation != null && need(navigation.value(owner.instance()));
    }
    return needed;
  }

  private boolean need(@Nullable Object value) {
    ReadByKey read = reading(value);
    return read != null && read.need(demand);
  }

  private static @Nullable ReadByKey reading(@Nullable Object value) {
    if (value instanceof RoleContents.Holder holder) {
      return holder.roleContents();
    }
    if (value instanceof EntityReference reference
        && reference.$$_twofold_describe() instanceof UnreadEntity proxy) {
      return proxy.known();
    }
    return value instanceof ReadByKey read ? read : null;
  }

  private void goOn(Level level) {
    if (level.next().steps().isEmpty()) {
      return;
    }
    List<Owner> targets = new ArrayList<>();
    for (Owner owner : level.owners()) {
      Navigation navigation = owner.navigations().get(level.step());
      if (navigation != null) {
        addTargets(navigation, owner.instance(), targets);
      }
    }
    visit(level.next(), targets);
  }

  private void visit(PathTree tree, List<Owner> owners) {
    Set<Object> already =
        visited.computeIfAbsent(tree, first -> Collections.newSetFromMap(new IdentityHashMap<>()));
    List<Owner> fresh = owners.stream().filter(owner -> already.add(owner.instance())).toList();
    if (!fresh.isEmpty()) {
      tree.steps().forEach((step, next) -> open.add(new Level(step, next, fresh)));
    }
  }

  private static void addTargets(Navigation navigation, Object owner, List<Owner> targets) {
    Map<String, Navigation> ofValues =
        navigation.destination() instanceof ToValue values ? values.navigations() : Map.of();
    Object value = navigation.value(owner);
    if (value instanceof RoleContents.Holder holder) {
      holder.roleContents().elementsIfRead().forEach(each -> addOwner(each, ofValues, targets));
    } else {
      addOwner(value, ofValues, targets);
    }
  }

  /** Adds what leads on: of a proxy its copy, if it has one. */
  private static void addOwner(
      @Nullable Object value, Map<String, Navigation> ofValues, List<Owner> owners) {
    if (value instanceof EntityReference reference) {
      Object copy =
          reference.$$_twofold_describe() instanceof UnreadEntity proxy
              ? proxy.known().copy()
              : value;
      if (copy != null) {
        owners.add(new Owner(copy, Proxies.describe(copy).navigations()));
      }
    } else if (value != null && !(value instanceof ReadByKey)) {
      owners.add(new Owner(value, ofValues));
    }
  }
}
