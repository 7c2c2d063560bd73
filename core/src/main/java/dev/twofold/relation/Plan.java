package dev.twofold.relation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a page will need: relations, and relations of their targets. The scope resolves it level by
 * level, all relations of a level together.
 *
 * <pre>{@code
 * Plan.of(Story.class)
 *     .one(Story.AUTHOR, user -> user.one(User.PHOTO))
 *     .many(Story.COMMENTS, comment -> comment.one(Comment.AUTHOR))
 *     .also(Story.COMMENT_COUNT)
 * }</pre>
 *
 * Immutable; declare one as a constant.
 *
 * @param <O> type of owners
 */
public final class Plan<O> {

  /**
   * One relation of a plan.
   *
   * @param relation the relation
   * @param next the plan of its targets
   */
  public record Step<O>(Relation<? super O, ?> relation, Plan<?> next) {
    public Step {
      requireNonNull(relation, "relation");
      requireNonNull(next, "next");
    }
  }

  private final List<Step<O>> steps;

  private Plan(List<Step<O>> steps) {
    this.steps = List.copyOf(steps);
  }

  /** A plan of nothing. */
  public static <O> Plan<O> of(Class<O> owner) {
    requireNonNull(owner, "owner");
    return new Plan<>(List.of());
  }

  /** This plan with the target of each owner. */
  public Plan<O> one(ToOne<? super O, ?> relation) {
    return and(relation, new Plan<>(List.of()));
  }

  /** This plan with the target of each owner, and what that needs. */
  public <T> Plan<O> one(ToOne<? super O, T> relation, UnaryOperator<Plan<T>> next) {
    return and(relation, next.apply(new Plan<>(List.of())));
  }

  /** This plan with the targets of each owner. */
  public Plan<O> many(ToMany<? super O, ?> relation) {
    return and(relation, new Plan<>(List.of()));
  }

  /** This plan with the targets of each owner, and what those need. */
  public <T> Plan<O> many(ToMany<? super O, T> relation, UnaryOperator<Plan<T>> next) {
    return and(relation, next.apply(new Plan<>(List.of())));
  }

  /** This plan with a relation of any kind, such as a count. */
  public Plan<O> also(Relation<? super O, ?> relation) {
    return and(relation, new Plan<>(List.of()));
  }

  private Plan<O> and(Relation<? super O, ?> relation, Plan<?> next) {
    List<Step<O>> more = new ArrayList<>(steps);
    more.add(new Step<>(relation, next));
    return new Plan<>(more);
  }

  /** Its relations, in the order in which they were added. */
  public List<Step<O>> steps() {
    return steps;
  }
}
