package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import dev.twofold.tier.relation.Related;
import org.jspecify.annotations.Nullable;

/**
 * How a row becomes a record and the key of its owner.
 *
 * @param owner how the key is made
 * @param row how the record is made
 */
record RelatedShape<O, K, V>(OwnerShape<O> owner, RowShape<K, V> row) {

  Related<O, K, V> related(@Nullable Object[] columns, @Nullable LoadException unreadable) {
    return new Related<>(owner.key(columns), row.row(columns, unreadable));
  }
}
