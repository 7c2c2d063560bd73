package dev.twofold.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.demo.view.CommentNode.Flat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommentNodeTest {

  private static final int LEVELS = 10;

  private static Flat comment(long id, @Nullable Long parentId, int score) {
    return new Flat(id, parentId, Instant.EPOCH, score, "body", new Person("ada", "ada.svg"));
  }

  /** Comments from 1 on, each an answer to the one before. */
  private static List<Flat> chain(int size) {
    List<Flat> chain = new ArrayList<>();
    for (long id = 1; id <= size; id++) {
      chain.add(comment(id, id == 1 ? null : id - 1, 0));
    }
    return chain;
  }

  private static List<Long> ids(List<CommentNode> nodes) {
    return nodes.stream().map(CommentNode::id).toList();
  }

  /** The answers to the last comment of a chain of so many levels. */
  private static List<CommentNode> answersBelow(CommentNode top, int levels) {
    CommentNode node = top;
    for (int level = 0; level < levels; level++) {
      assertThat(node.answers()).hasSize(1);
      node = node.answers().get(0);
    }
    return node.answers();
  }

  @Nested
  class Trees {

    @Test
    void trees_none_empty() {
      assertThat(CommentNode.trees(List.of())).isEmpty();
    }

    @Test
    void trees_answersAmongTheRest_belowTheirParents() {
      List<CommentNode> trees =
          CommentNode.trees(
              List.of(
                  comment(1, null, 0), comment(2, 1L, 0), comment(3, null, 0), comment(4, 2L, 0)));

      assertThat(ids(trees)).containsExactly(1L, 3L);
      assertThat(ids(trees.get(0).answers())).containsExactly(2L);
      assertThat(ids(trees.get(0).answers().get(0).answers())).containsExactly(4L);
      assertThat(trees.get(1).answers()).isEmpty();
    }

    @Test
    void trees_everyLevel_bestFirstThenOldest() {
      List<CommentNode> trees =
          CommentNode.trees(
              List.of(
                  comment(1, null, 3),
                  comment(2, null, 5),
                  comment(3, null, 5),
                  comment(4, 1L, 1),
                  comment(5, 1L, 2)));

      assertThat(ids(trees)).containsExactly(2L, 3L, 1L);
      assertThat(ids(trees.get(2).answers())).containsExactly(5L, 4L);
    }

    @Test
    void trees_asDeepAsShown_nested() {
      List<CommentNode> trees = CommentNode.trees(chain(LEVELS));

      assertThat(ids(answersBelow(trees.get(0), LEVELS - 2))).containsExactly(10L);
    }

    @Test
    void trees_deeper_lastLevelHasTheRestInTurn() {
      List<CommentNode> trees = CommentNode.trees(chain(100_000));

      List<CommentNode> last = answersBelow(trees.get(0), LEVELS - 2);
      assertThat(last).hasSize(100_000 - LEVELS + 1).allMatch(node -> node.answers().isEmpty());
      assertThat(ids(last)).isSorted().startsWith(10L, 11L).endsWith(100_000L);
    }

    @Test
    void trees_deeperWithBranches_eachConversationStaysTogether() {
      List<Flat> comments = chain(LEVELS);
      comments.add(comment(11, 9L, -1));
      comments.add(comment(12, 10L, 0));
      comments.add(comment(13, 10L, 7));

      List<CommentNode> trees = CommentNode.trees(comments);

      assertThat(ids(answersBelow(trees.get(0), LEVELS - 2))).containsExactly(10L, 13L, 12L, 11L);
    }
  }

  @Nested
  class Tree {

    @Test
    void tree_commentAlone_withoutAnswers() {
      CommentNode tree = CommentNode.tree(List.of(comment(7, 3L, 0)));

      assertThat(tree.id()).isEqualTo(7);
      assertThat(tree.answers()).isEmpty();
    }

    @Test
    void tree_commentThatIsAnAnswer_itselfOnTop() {
      CommentNode tree =
          CommentNode.tree(
              List.of(comment(7, 3L, 0), comment(9, 8L, 0), comment(8, 7L, 0), comment(10, 7L, 5)));

      assertThat(ids(tree.answers())).containsExactly(10L, 8L);
      assertThat(ids(tree.answers().get(1).answers())).containsExactly(9L);
    }

    @Test
    void tree_commentsThatAnswerEachOther_ends() {
      CommentNode tree =
          CommentNode.tree(List.of(comment(1, 3L, 0), comment(2, 1L, 0), comment(3, 2L, 0)));

      assertThat(ids(answersBelow(tree, 1))).containsExactly(3L);
      assertThat(answersBelow(tree, 2)).isEmpty();
    }
  }
}
