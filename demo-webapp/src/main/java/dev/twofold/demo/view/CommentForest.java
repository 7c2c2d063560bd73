package dev.twofold.demo.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts comments below those that they answer. For one use: what was put is gone. */
final class CommentForest {

  private static final Comparator<CommentNode.Flat> BEST_FIRST =
      Comparator.comparing(CommentNode.Flat::score).reversed().thenComparing(CommentNode.Flat::id);

  private final Map<@Nullable Long, List<CommentNode.Flat>> answers = new HashMap<>();

  CommentForest(List<CommentNode.Flat> comments) {
    for (CommentNode.Flat comment : comments) {
      answers.computeIfAbsent(comment.parentId(), parent -> new ArrayList<>()).add(comment);
    }
    answers.values().forEach(each -> each.sort(BEST_FIRST));
  }

  /**
   * The answers to a comment, or to the story.
   *
   * @param levels how many levels of answers may stand below each other, at least 1
   */
  List<CommentNode> below(@Nullable Long parent, int levels) {
    if (levels == 1) {
      return allBelow(parent).stream().map(each -> each.with(List.of())).toList();
    }
    return takeAnswers(parent).stream()
        .map(each -> each.with(below(each.id(), levels - 1)))
        .toList();
  }

  /** Each comment before its answers, each answer before the next one to the same comment. */
  private List<CommentNode.Flat> allBelow(@Nullable Long parent) {
    List<CommentNode.Flat> all = new ArrayList<>();
    Deque<CommentNode.Flat> next = new ArrayDeque<>(takeAnswers(parent));
    while (!next.isEmpty()) {
      CommentNode.Flat comment = next.pop();
      all.add(comment);
      List<CommentNode.Flat> following = takeAnswers(comment.id());
      for (int i = following.size() - 1; i >= 0; i--) {
        next.push(following.get(i));
      }
    }
    return all;
  }

  /** Each once: comments that answer each other in a circle come to an end, too. */
  private List<CommentNode.Flat> takeAnswers(@Nullable Long parent) {
    @Nullable List<CommentNode.Flat> taken = answers.remove(parent);
    return taken == null ? List.of() : taken;
  }
}
