package dev.twofold.internal.registry;

import dev.twofold.invalidation.StaleKey;
import dev.twofold.region.Region;
import org.jspecify.annotations.Nullable;

/**
 * The names that entries of one loader have in shared tiers, to be told from others and taken
 * apart: {@code application:loader[tenant][parameters]:fingerprint:key}, as {@link TierFormat}
 * writes them.
 *
 * @param base {@code application:loader}
 * @param hasTenant whether the first parameter is the tenant, which belongs to the loader's name
 * @param tenant that of a single tenant; null: any, or there is none
 * @param hasParameters whether there is any parameter
 */
public record EntryNames(
    String base, boolean hasTenant, @Nullable String tenant, boolean hasParameters, Region region) {

  /** What stands there in the place of a fingerprint: so many characters. */
  public static final int FINGERPRINT = 13;

  /** The entry of a name; null if it is that of another loader or tenant. */
  public @Nullable StaleKey read(String name) {
    if (!name.startsWith(base)) {
      return null;
    }
    int at = base.length();
    int endOfLoader = at;
    for (int bracket = 0; at < name.length() && name.charAt(at) == '['; bracket++) {
      at = endOfParameter(name, at);
      if (at < 0) {
        return null;
      }
      if (bracket == 0 && hasTenant) {
        endOfLoader = at;
      }
    }
    int id = at + FINGERPRINT + 2;
    if (name.length() < id || name.charAt(at) != ':' || name.charAt(id - 1) != ':') {
      return null;
    }
    boolean wanted = tenant == null || name.substring(base.length(), endOfLoader).equals(tenant);
    return wanted ? new StaleKey(name.substring(0, endOfLoader), name.substring(id), region) : null;
  }

  /** Behind {@code [name=length=text]}; negative if that does not stand there. */
  private static int endOfParameter(String name, int start) {
    int afterName = name.indexOf('=', start);
    int afterLength = afterName < 0 ? -1 : name.indexOf('=', afterName + 1);
    if (afterLength < 0) {
      return -1;
    }
    try {
      int length = Integer.parseInt(name, afterName + 1, afterLength, 10);
      int end = Math.addExact(afterLength + 1, length);
      return length >= 0 && end < name.length() && name.charAt(end) == ']' ? end + 1 : -1;
    } catch (ArithmeticException | NumberFormatException e) {
      return -1; // somebody else's name
    }
  }
}
