package dev.twofold.demo.loader;

import static dev.twofold.criteria.Order.desc;

import dev.twofold.relation.ToMany;
import dev.twofold.relation.ToOne;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a story.
 *
 * @param parentId the comment that it answers, or null if it answers the story
 */
public record Comment(
    long id,
    long storyId,
    @Nullable Long parentId,
    long authorId,
    Instant created,
    int score,
    String body) {

  public static final ToOne<Comment, User> AUTHOR =
      ToOne.of(Comment.class, Comment::authorId, UserLoader.class);

  public static final ToMany<Comment, Comment> REPLIES =
      ToMany.of(Comment.class, CommentLoader.class, "parent").orderBy(desc("score")).wholeTree();

  /** Who wrote it. */
  public User author() {
    return AUTHOR.require(this);
  }

  /** What was answered to it, best first. The answers to those come along, to any depth. */
  public List<Comment> replies() {
    return REPLIES.of(this);
  }
}
