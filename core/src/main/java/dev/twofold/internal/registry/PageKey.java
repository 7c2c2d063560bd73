package dev.twofold.internal.registry;

import org.jspecify.annotations.Nullable;

/**
 * Names a page of the rows of an owner.
 *
 * @param owner the key of the owner
 * @param after the id of the last row of the page before; null: the first page
 * @param size how many rows the page has at most
 * @param epoch how often the request has forgotten something: no page outlives that
 */
public record PageKey<O, K>(O owner, @Nullable K after, int size, int epoch) {

  /** The same page of an owner. */
  PageKey<O, K> of(O other) {
    return new PageKey<>(other, after, size, epoch);
  }
}
