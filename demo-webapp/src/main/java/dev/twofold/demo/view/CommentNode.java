package dev.twofold.demo.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comment with what was answered to it. */
public record CommentNode(
    long id, Instant created, int score, String body, Person author, List<CommentNode> answers) {

  /**
   * How many levels of answers stand below each other: what is further down stands below the last
   * of them, one comment after the other.
   */
  private static final int LEVELS = 10;

  public CommentNode {
    answers = List.copyOf(answers);
  }

  /**
   * A comment as it stands in its table, without its answers.
   *
   * @param parentId the comment that it answers, or null if it answers the story
   */
  public record Flat(
      long id, @Nullable Long parentId, Instant created, int score, String body, Person author) {

    CommentNode with(List<CommentNode> answers) {
      return new CommentNode(id, created, score, body, author, answers);
    }
  }

  /** The trees that the comments of a story form, best first on every level. */
  public static List<CommentNode> trees(List<Flat> comments) {
    return new CommentForest(comments).below(null, LEVELS);
  }

  /**
   * The tree that a comment forms with those below it, best first on every level.
   *
   * @param comments the comment itself comes first
   */
  public static CommentNode tree(List<Flat> comments) {
    Flat top = comments.get(0);
    List<Flat> below = comments.subList(1, comments.size());
    return top.with(new CommentForest(below).below(top.id(), LEVELS));
  }
}
