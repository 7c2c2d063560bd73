package dev.twofold.bench.model;

import dev.twofold.loader.RowLoader;

/** Loads rows of posts. */
public final class PostLoader extends RowLoader<Long, Post> {
  public PostLoader() {
    super(PostEntity.class);
  }
}
