package dev.twofold.demo.loader;

import dev.twofold.demo.entity.TagEntity;
import dev.twofold.loader.RowLoader;

/** Tags by id. */
public final class TagLoader extends RowLoader<Long, Tag> {
  public TagLoader() {
    super(TagEntity.class);
  }
}
