package dev.twofold.internal.relation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the plan that some relations make, as an application would. */
final class PlanText {

  private final List<RegisteredRelation> open;

  private PlanText(Set<RegisteredRelation> relations) {
    this.open = new ArrayList<>(relations);
  }

  /** One plan for each class of owners that no other relation leads to. */
  static String of(Set<RegisteredRelation> relations) {
    PlanText text = new PlanText(relations);
    List<String> plans = new ArrayList<>();
    while (!text.open.isEmpty()) {
      Class<?> root = text.root();
      plans.add("Plan.of(" + root.getSimpleName() + ".class)" + text.steps(root));
    }
    return String.join(" and ", plans);
  }

  /** Owners that nothing leads to; in a circle any. */
  private Class<?> root() {
    Set<Class<?>> targets = new HashSet<>();
    open.forEach(
        relation -> {
          if (relation.target() != relation.owner()) {
            targets.add(relation.target());
          }
        });
    return open.stream()
        .map(RegisteredRelation::owner)
        .filter(owner -> !targets.contains(owner))
        .findFirst()
        .orElse(open.get(0).owner());
  }

  private String steps(Class<?> owner) {
    List<RegisteredRelation> own =
        open.stream().filter(relation -> relation.owner() == owner).toList();
    open.removeAll(own);
    return own.stream().map(this::step).collect(Collectors.joining());
  }

  private String step(RegisteredRelation relation) {
    String next = steps(relation.target());
    String variable = relation.target().getSimpleName().toLowerCase(Locale.ROOT);
    return ".%s(%s%s)"
        .formatted(
            relation.verb(),
            relation.name(),
            next.isEmpty() ? "" : ", %s -> %s%s".formatted(variable, variable, next));
  }
}
