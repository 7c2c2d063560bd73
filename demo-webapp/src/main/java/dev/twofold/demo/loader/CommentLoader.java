package dev.twofold.demo.loader;

import dev.twofold.demo.entity.CommentEntity;
import dev.twofold.loader.RowLoader;

/** Comments by id. */
public final class CommentLoader extends RowLoader<Long, Comment> {
  public CommentLoader() {
    super(CommentEntity.class);
  }
}
