package dev.twofold.demo.loader;

import dev.twofold.relation.Count;
import dev.twofold.relation.ToMany;
import dev.twofold.relation.ToOne;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A link, or a text without one, that a user has submitted. */
public record Story(
    long id,
    long authorId,
    String title,
    @Nullable String url,
    @Nullable String domain,
    Instant created,
    int score) {

  public static final ToOne<Story, User> AUTHOR =
      ToOne.of(Story.class, Story::authorId, UserLoader.class);

  public static final ToMany<Story, Tag> TAGS =
      ToMany.collection(Story.class, "tags", TagLoader.class);

  public static final ToMany<Story, Comment> COMMENTS =
      ToMany.of(Story.class, CommentLoader.class, "story");

  public static final Count<Story> COMMENT_COUNT = COMMENTS.count();

  /** Who submitted it. */
  public User author() {
    return AUTHOR.require(this);
  }

  /** What it is about, in alphabetical order. */
  public List<Tag> tags() {
    return TAGS.of(this);
  }

  /** What was said about it, the oldest first, answers among the rest. */
  public List<Comment> comments() {
    return COMMENTS.of(this);
  }

  /** How many comments there are. */
  public long commentCount() {
    return COMMENT_COUNT.of(this);
  }
}
