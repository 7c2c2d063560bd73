package dev.twofold.checker.model;

/**
 * How many rows there are: few, so that readers and writers meet. Each parent has one more child
 * than those that are counted here: the sign of which version of its children this is. It is
 * replaced by every write that adds a child, removes one, or moves it to another parent, so that a
 * list of children tells its version.
 *
 * @param parents of each family
 * @param children of each family, at most
 * @param codes of each family
 */
public record Scale(int parents, int children, int codes) {

  public static final Scale DEFAULT = new Scale(12, 72, 24);

  private static final int VERSION_BITS = 36;

  /** The id of the child that is the sign of a version. */
  public static long sign(long parent, long childrenVersion) {
    return ((parent + 1) << VERSION_BITS) | childrenVersion;
  }

  /** Whether a child is a sign. */
  public static boolean isSign(long child) {
    return child >>> VERSION_BITS != 0;
  }

  /** The version that a sign stands for. */
  public static long version(long sign) {
    return sign & ((1L << VERSION_BITS) - 1);
  }

  /** The code of a number. */
  public static String code(long number) {
    return "code-" + number;
  }

  /** The number of a code. */
  public static long number(String code) {
    return Long.parseLong(code.substring("code-".length()));
  }
}
