package dev.twofold.bench.model;

import dev.twofold.loader.RowLoader;

/** Loads rows of photos. */
public final class PhotoLoader extends RowLoader<Long, Photo> {
  public PhotoLoader() {
    super(PhotoEntity.class);
  }
}
