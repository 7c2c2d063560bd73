package dev.twofold.demo.loader;

import dev.twofold.demo.entity.PictureEntity;
import dev.twofold.loader.RowLoader;

/** Pictures by id. */
public final class PictureLoader extends RowLoader<Long, Picture> {
  public PictureLoader() {
    super(PictureEntity.class);
  }
}
