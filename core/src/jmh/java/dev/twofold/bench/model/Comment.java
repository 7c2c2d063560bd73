package dev.twofold.bench.model;

import dev.twofold.relation.ToOne;

/** A row of comments. */
public record Comment(long id, String text, long authorId) {
  public static final ToOne<Comment, User> AUTHOR =
      ToOne.of(Comment.class, Comment::authorId, UserLoader.class);
}
