package dev.twofold.demo.data;

import dev.twofold.demo.image.Original;
import java.util.stream.LongStream;

/** Draws the pictures of a community: the same ones for the same scale. */
final class PictureGenerator {

  private static final int FIRST_REVISION = 1;

  private PictureGenerator() {}

  /** Hands all rows over, in an order in which none refers to a later one. */
  static void generate(Scale scale, Rows rows) {
    ids(scale)
        .forEach(
            id -> rows.add(Table.PICTURES, id, Phrases.pictureTitle((int) id - 1), FIRST_REVISION));
    ids(scale)
        .forEach(id -> rows.add(Table.ORIGINALS, id, Original.of(id, FIRST_REVISION).content()));
    ids(scale).forEach(id -> rows.add(Table.PICTURE_VIEWS, id, 0L));
  }

  private static LongStream ids(Scale scale) {
    return LongStream.rangeClosed(1, scale.pictures());
  }
}
