package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentEntity;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.testing.Costs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of rows, to any depth, with one statement. */
class TreeTest {

  private final Community community = new Community(3);

  private static int countAll(List<Comment> comments) {
    int count = comments.size();
    for (Comment comment : comments) {
      count += countAll(Comment.REPLIES.of(comment));
    }
    return count;
  }

  private static List<Long> ids(List<Comment> comments) {
    return comments.stream().map(Comment::id).toList();
  }

  @Test
  void wholeTree_isOneStatement_andItsLeavesCostNothing() {
    Twofold twofold = community.twofold();
    try (LoadScope scope = twofold.open()) {
      List<Comment> roots = scope.requireAll(CommentLoader.class, List.of(11L, 21L, 31L));
      assertThat(countAll(roots)).isEqualTo(9);
      assertThat(community.database.statementSizes()).containsExactly(3, 3);
      assertThat(scope.stats().waves()).isEqualTo(2);
      assertThat(scope.stats().total().unread()).isZero();
      Costs.check(scope.stats());
    }
    try (LoadScope scope = twofold.open()) {
      assertThat(countAll(scope.requireAll(CommentLoader.class, List.of(11L, 21L, 31L))))
          .isEqualTo(9);
      assertThat(scope.stats().total().statements()).isZero();
      Costs.check(scope.stats());
    }
  }

  @Test
  void ofAStoryWithItsAuthors_isFourStatements() {
    try (LoadScope scope = community.twofold().open()) {
      Story story = Community.stories(scope, 1).get(0);
      List<Comment> roots =
          Story.COMMENTS.of(story).stream().filter(comment -> comment.parentId() == null).toList();
      assertThat(countAll(roots)).isEqualTo(3);
      Story.COMMENTS.of(story).forEach(Comment.AUTHOR::require);
      assertThat(community.database.statements()).isEqualTo(4);
    }
  }

  @Test
  void newLeaf_showsOnceTheListOfItsParentIsStale() {
    Twofold twofold = community.twofold();
    try (LoadScope scope = twofold.open()) {
      Comment root = scope.require(CommentLoader.class, 11L);
      assertThat(countAll(List.of(root))).isEqualTo(3);
      community.comment(new Comment(14, 1, 13L, 1, 0));
      Comment leaf = scope.require(CommentLoader.class, 13L);
      scope.invalidate(Comment.REPLIES, List.of(leaf));
      assertThat(countAll(List.of(root))).isEqualTo(4);
      Costs.check(scope.stats());
    }
    try (LoadScope scope = twofold.open()) {
      assertThat(countAll(List.of(scope.require(CommentLoader.class, 11L)))).isEqualTo(4);
      assertThat(scope.stats().total().statements()).isZero();
    }
  }

  @Test
  void rowAboveItself_ends() {
    community.database.put(CommentEntity.class, 91L, new Comment(91, 1, 92L, 1, 0));
    community.database.put(CommentEntity.class, 92L, new Comment(92, 1, 91L, 1, 0));
    try (LoadScope scope = community.twofold().open()) {
      Comment one = scope.require(CommentLoader.class, 91L);
      List<Comment> below = Comment.REPLIES.of(one);
      assertThat(ids(below)).containsExactly(92L);
      assertThat(ids(Comment.REPLIES.of(below.get(0)))).containsExactly(91L);
      scope.prefetch(
          Plan.of(Comment.class)
              .many(
                  Comment.REPLIES,
                  each -> each.many(Comment.REPLIES, again -> again.many(Comment.REPLIES))),
          List.of(one));
      assertThat(community.database.statementSizes()).containsExactly(1, 1);
    }
  }

  @Test
  void deletedLeaf_isLeftOut_andItsParentsListRepaired() {
    Twofold twofold = community.twofold();
    try (LoadScope scope = twofold.open()) {
      countAll(List.of(scope.require(CommentLoader.class, 11L)));
      community.database.delete(CommentEntity.class, 13L);
      scope.invalidate(CommentLoader.class, List.of(13L));
    }
    try (LoadScope scope = twofold.open()) {
      assertThat(countAll(List.of(scope.require(CommentLoader.class, 11L)))).isEqualTo(2);
      assertThat(scope.stats().loader("Comment.REPLIES").repaired()).isEqualTo(1);
    }
    try (LoadScope scope = twofold.open()) {
      assertThat(countAll(List.of(scope.require(CommentLoader.class, 11L)))).isEqualTo(2);
      assertThat(scope.stats().total().repaired()).isZero();
    }
  }

  @Test
  void ofAnotherKind_isRefusedAtStart() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> community.builder(settings -> settings).relations(NoTree.class).build())
        .withMessage(
            "relation NoTree.COMMENTS: a whole tree has rows of one kind, but leads from Story to"
                + " Comment");
  }

  /** A tree that is none. */
  static final class NoTree {
    static final ToMany<Story, Comment> COMMENTS = Story.COMMENTS.wholeTree();
  }
}
