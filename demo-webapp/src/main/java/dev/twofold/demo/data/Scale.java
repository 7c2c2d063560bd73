package dev.twofold.demo.data;

/**
 * How large a community is. Comments and votes follow from the number of stories: about 5 and 3 for
 * each.
 *
 * @param users at least 10
 * @param stories at least 1
 */
public record Scale(int users, int stories) {

  /** 5,000 users and 20,000 stories, hence about 100,000 comments. */
  public static final Scale DEFAULT = new Scale(5_000, 20_000);

  private static final double SMALLEST = 0.01;
  private static final double LARGEST = 50;

  private static final int STORIES_PER_PICTURE = 40;
  private static final int MOST_PICTURES = 24;

  public Scale {
    if (users < 10 || stories < 1) {
      throw new IllegalArgumentException(
          "a community of %d users and %d stories is too small; at least 10 users and 1 story"
              .formatted(users, stories));
    }
  }

  /**
   * The default scale, larger or smaller.
   *
   * @param factor 0.01 to 50
   */
  public static Scale ofFactor(double factor) {
    if (!(factor >= SMALLEST && factor <= LARGEST)) {
      throw new IllegalArgumentException(
          "scale is %s; allowed: %s to %s, 1 is %d users and %d stories"
              .formatted(factor, SMALLEST, LARGEST, DEFAULT.users, DEFAULT.stories));
    }
    return new Scale((int) (DEFAULT.users * factor), (int) (DEFAULT.stories * factor));
  }

  /** How many pictures the gallery has: few, since each has a megabyte. */
  public int pictures() {
    return Math.max(1, Math.min(MOST_PICTURES, stories / STORIES_PER_PICTURE));
  }
}
