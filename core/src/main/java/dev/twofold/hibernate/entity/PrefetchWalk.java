package dev.twofold.hibernate.entity;

import dev.twofold.hibernate.entity.Navigation.Destination;
import dev.twofold.hibernate.entity.Navigation.ToEntity;
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

  /** A step and those that take it: copies, or embeddables of a collection. */
  private record Level(String step, PathTree next, @Nullable Destination at, List<Object> owners) {

    @Nullable Navigation navigation(Object owner) {
      if (owner instanceof EntityReference) {
        return Proxies.describe(owner).navigations().get(step);
      }
      return at == null ? null : at.navigations().get(step);
    }
  }

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
    List<Object> roots = new ArrayList<>(copies.size());
    copies.forEach(copy -> addInstance(copy, roots));
    visit(tree, null, roots);
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
    for (Object owner : level.owners()) {
      Navigation navigation = level.navigation(owner);
      needed |= navigation != null && need(navigation.value(owner));
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
    Destination destination = null;
    List<Object> targets = new ArrayList<>();
    for (Object owner : level.owners()) {
      Navigation navigation = level.navigation(owner);
      if (navigation != null) {
        destination = navigation.destination();
        addTargets(navigation.value(owner), targets);
      }
    }
    visit(level.next(), destination, targets);
  }

  private void visit(PathTree tree, @Nullable Destination at, List<Object> owners) {
    Set<Object> already =
        visited.computeIfAbsent(tree, first -> Collections.newSetFromMap(new IdentityHashMap<>()));
    List<Object> fresh = owners.stream().filter(already::add).toList();
    if (!fresh.isEmpty()) {
      tree.steps().forEach((step, next) -> open.add(new Level(step, next, at, fresh)));
    }
  }

  private static void addTargets(@Nullable Object value, List<Object> targets) {
    if (value instanceof RoleContents.Holder holder) {
      holder.roleContents().elementsIfRead().forEach(each -> addInstance(each, targets));
    } else {
      addInstance(value, targets);
    }
  }

  /** Adds what leads on: of a proxy its copy, if it has one. */
  private static void addInstance(@Nullable Object value, List<Object> instances) {
    if (value instanceof EntityReference reference) {
      Object instance =
          reference.$$_twofold_describe() instanceof UnreadEntity proxy
              ? proxy.known().copy()
              : value;
      if (instance != null) {
        instances.add(instance);
      }
    } else if (value != null && !(value instanceof ReadByKey)) {
      instances.add(value);
    }
  }
}
