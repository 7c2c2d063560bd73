package dev.twofold.loader;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Yields keys of a loader in pages, in an order that stays the same, so that whoever walks them can
 * stop and another process can go on. Asked by one thread at a time.
 *
 * @param <K> type of keys
 */
public interface KeySource<K> {

  /**
   * Some keys, and where the next ones begin.
   *
   * @param keys without null; may be empty
   * @param next the position behind them, a text of the source's own; null: there are no more
   * @param <K> type of keys
   */
  record Page<K>(List<K> keys, @Nullable String next) {
    public Page {
      keys = List.copyOf(keys);
    }
  }

  /**
   * The keys from a position on.
   *
   * @param position what an earlier page, maybe of another process, named as its next; null: the
   *     beginning. A source that cannot read it begins at the beginning
   * @param size how many keys at most, 1 or more
   * @param budget how long it may take
   */
  Page<K> page(@Nullable String position, int size, Duration budget);

  /**
   * How many keys there are, for a progress bar. Default: nobody knows.
   *
   * @param budget how long it may take
   */
  default OptionalLong total(Duration budget) {
    return OptionalLong.empty();
  }

  /**
   * Some keys that are known already, in their order. They are copied.
   *
   * @throws NullPointerException if a key is null
   */
  static <K> KeySource<K> of(Collection<? extends K> keys) {
    return new GivenKeys<>(List.copyOf(requireNonNull(keys, "keys")));
  }
}
