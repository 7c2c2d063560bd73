package dev.twofold.demo.loader;

import dev.twofold.demo.entity.PictureViewsEntity;
import dev.twofold.loader.RowLoader;

/** Views of pictures, by the ids of these. */
public final class PictureViewsLoader extends RowLoader<Long, PictureViews> {
  public PictureViewsLoader() {
    super(PictureViewsEntity.class);
  }
}
