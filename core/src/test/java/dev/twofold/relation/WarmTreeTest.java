package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A whole tree out of the distributed tier. */
class WarmTreeTest {

  private static final int DEPTH = 20;

  @Test
  void treeInTheTier_isOneTripForEachLevel() {
    Community community = new Community(0);
    for (long id = 1; id <= DEPTH; id++) {
      community.comment(new Comment(id, 1, id == 1 ? null : id - 1, 1, 0));
    }
    Twofold twofold = community.twofold();
    for (int request = 1; request <= 2; request++) {
      try (LoadScope scope = twofold.open()) {
        Comment comment = scope.require(CommentLoader.class, 1L);
        for (int below = 1; below < DEPTH; below++) {
          List<Comment> replies = Comment.REPLIES.of(comment);
          assertThat(replies).hasSize(1);
          comment = replies.get(0);
        }
        assertThat(Comment.REPLIES.of(comment)).isEmpty();

        // The comment itself, then: its list; each reply with the list below it.
        assertThat(scope.stats().multiGets()).isEqualTo(request == 1 ? 2 : 1 + 1 + DEPTH - 1);
        assertThat(scope.stats().total().statements()).isEqualTo(request == 1 ? 2 : 0);
      }
    }
  }
}
