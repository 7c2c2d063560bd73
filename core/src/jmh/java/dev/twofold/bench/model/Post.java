package dev.twofold.bench.model;

import static dev.twofold.criteria.Order.asc;

import dev.twofold.relation.ToMany;
import dev.twofold.relation.ToOne;

/** A row of posts. */
public record Post(long id, String title, String body, long authorId) {
  public static final ToOne<Post, User> AUTHOR =
      ToOne.of(Post.class, Post::authorId, UserLoader.class);
  public static final ToMany<Post, Comment> COMMENTS =
      ToMany.of(Post.class, CommentLoader.class, "post").orderBy(asc("id"));
}
