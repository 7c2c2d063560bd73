package dev.twofold.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something was required that does not exist. The message names the loader and every absent key, up
 * to a readable number and length, without control characters, since keys may come from clients;
 * {@link #keys()} has them all.
 */
public final class AbsentException extends TwofoldException {

  private static final long serialVersionUID = 1L;
  private static final int KEYS_SHOWN = 20;
  private static final int LONGEST_SHOWN = 80;

  private final String loader;
  private final transient List<?> keys;

  public AbsentException(String loader, List<?> keys) {
    super(message(loader, keys), null);
    this.loader = loader;
    this.keys = List.copyOf(keys);
  }

  private AbsentException(String message, String loader, List<?> keys) {
    super(message, null);
    this.loader = loader;
    this.keys = List.copyOf(keys);
  }

  /**
   * An owner whose relation leads nowhere.
   *
   * @param relation the name of the relation
   * @param owner the name of the class of the owner
   * @param ownerKey the key of the owner; null: not known
   * @param target the name of the loader that was asked
   * @param key the key that the owner has; null: it has none
   */
  public static AbsentException ofRelation(
      String relation,
      String owner,
      @Nullable Object ownerKey,
      String target,
      @Nullable Object key) {
    String who = ownerKey == null ? owner : owner + " " + shown(ownerKey);
    String message =
        key == null
            ? "relation %s: %s has none of %s".formatted(relation, who, target)
            : "relation %s: %s leads to key %s, but %s has no value for it"
                .formatted(relation, who, shown(key), target);
    return new AbsentException(message, target, key == null ? List.of() : List.of(key));
  }

  private static String message(String loader, List<?> keys) {
    StringBuilder text = new StringBuilder(loader).append(" has no ");
    text.append(keys.size() == 1 ? "value for key " : "values for " + keys.size() + " keys: ");
    for (int i = 0; i < Math.min(keys.size(), KEYS_SHOWN); i++) {
      text.append(i == 0 ? "" : ", ").append(shown(keys.get(i)));
    }
    return keys.size() > KEYS_SHOWN ? text.append(", ...").toString() : text.toString();
  }

  private static String shown(Object key) {
    String whole = key.toString();
    String text =
        whole.length() <= LONGEST_SHOWN ? whole : whole.substring(0, LONGEST_SHOWN) + "...";
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** The name of the loader that was asked. */
  public String loader() {
    return loader;
  }

  /** Every absent key, in the order asked. */
  public List<?> keys() {
    return keys;
  }
}
