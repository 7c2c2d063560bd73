package dev.twofold.loader;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Keys that are known already. A position is an index and the number of keys it is one of. */
final class GivenKeys<K> implements KeySource<K> {

  private final List<K> keys;

  GivenKeys(List<K> keys) {
    this.keys = keys;
  }

  @Override
  public Page<K> page(@Nullable String position, int size, Duration budget) {
    int start = index(position);
    int end = size < keys.size() - start ? start + size : keys.size();
    return new Page<>(keys.subList(start, end), end == keys.size() ? null : position(end));
  }

  private String position(int index) {
    return index + "/" + keys.size();
  }

  /** Among other keys the same index means nothing. */
  private int index(@Nullable String position) {
    int slash = position == null ? -1 : position.indexOf('/');
    if (position == null || slash < 0) {
      return 0;
    }
    try {
      int index = Integer.parseInt(position.substring(0, slash));
      return index >= 0 && index <= keys.size() && position.equals(position(index)) ? index : 0;
    } catch (NumberFormatException e) {
      return 0; // written by another source
    }
  }

  @Override
  public OptionalLong total(Duration budget) {
    return OptionalLong.of(keys.size());
  }
}
