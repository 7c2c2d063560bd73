package dev.twofold.demo.image;

/** What the pictures of the gallery are made up as. */
public final class Original {

  /** More than pictures, so that no two have the same seed. */
  private static final long SEEDS_PER_REVISION = 1_000;

  private Original() {}

  /** A picture as its revision shows it, a file of about a megabyte. */
  public static Image of(long picture, int revision) {
    return ImageCodec.original(Painting.of(picture + revision * SEEDS_PER_REVISION));
  }
}
