package dev.twofold.internal.registry;

import dev.twofold.key.KeyFormat;
import org.jspecify.annotations.Nullable;

/**
 * Names a page of the rows of an owner.
 *
 * @param owner the key of the owner
 * @param after the id of the last row of the page before; null: the first page
 * @param size how many rows the page has at most
 */
public record PageKey<O, K>(O owner, @Nullable K after, int size) {

  /** The text of such keys; as unambiguous as that of a record with these components. */
  static <O, K> KeyFormat<PageKey<O, K>> format(KeyFormat<O> owners, KeyFormat<K> rows) {
    return key -> {
      K after = key.after();
      return "(%s,%s,%d)"
          .formatted(
              owners.toText(key.owner()), after == null ? "~" : rows.toText(after), key.size());
    };
  }
}
