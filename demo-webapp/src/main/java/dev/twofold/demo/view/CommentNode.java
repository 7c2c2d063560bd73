package dev.twofold.demo.view;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comment with what was answered to it. */
public record CommentNode(
    long id, Instant created, int score, String body, Person author, List<CommentNode> answers) {

  private static final Comparator<CommentNode> BEST_FIRST =
      comparing(CommentNode::score).reversed().thenComparing(CommentNode::id);

  public CommentNode {
    answers = List.copyOf(answers);
  }

  /**
   * A comment as it stands in its table, without its answers.
   *
   * @param parentId the comment that it answers, or null if it answers the story
   */
  public record Flat(
      long id, @Nullable Long parentId, Instant created, int score, String body, Person author) {}

  /** The trees that comments form, best first on every level. */
  public static List<CommentNode> trees(List<Flat> comments) {
    Map<@Nullable Long, List<Flat>> byParent = new HashMap<>();
    for (Flat comment : comments) {
      byParent.computeIfAbsent(comment.parentId(), parent -> new ArrayList<>()).add(comment);
    }
    return answersTo(null, byParent);
  }

  private static List<CommentNode> answersTo(
      @Nullable Long parent, Map<@Nullable Long, List<Flat>> byParent) {
    List<CommentNode> nodes = new ArrayList<>();
    for (Flat flat : byParent.getOrDefault(parent, List.of())) {
      nodes.add(
          new CommentNode(
              flat.id(),
              flat.created(),
              flat.score(),
              flat.body(),
              flat.author(),
              answersTo(flat.id(), byParent)));
    }
    nodes.sort(BEST_FIRST);
    return nodes;
  }
}
