package dev.twofold.demo.loader;

import dev.twofold.demo.entity.PhotoEntity;
import dev.twofold.loader.RowLoader;

/** Photos by id. */
public final class PhotoLoader extends RowLoader<Long, Photo> {
  public PhotoLoader() {
    super(PhotoEntity.class);
  }
}
