package dev.twofold.bench.model;

import dev.twofold.loader.RowLoader;

/** Loads rows of comments. */
public final class CommentLoader extends RowLoader<Long, Comment> {
  public CommentLoader() {
    super(CommentEntity.class);
  }
}
