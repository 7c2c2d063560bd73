package dev.twofold.concurrency;

import dev.twofold.testing.RecordingLoader;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A loader of items by id. */
class Items extends RecordingLoader<Long, Items.Item> {

  record Item(long id, int version) {}

  private Items(Map<Long, Item> data) {
    super(data);
  }

  /** Items 1 to {@code count}, in their first version. */
  static Items upTo(long count) {
    return new Items(data(count));
  }

  static Map<Long, Item> data(long count) {
    return LongStream.rangeClosed(1, count)
        .boxed()
        .collect(
            Collectors.toMap(
                id -> id, id -> new Item(id, 1), (one, other) -> one, ConcurrentHashMap::new));
  }

  /** Raises the version of an item. */
  void change(long id) {
    data().compute(id, (key, before) -> new Item(id, before == null ? 1 : before.version() + 1));
  }

  /** How often keys were given to the load function, each counted. */
  int keysLoaded() {
    return batches().stream().mapToInt(Set::size).sum();
  }

  /** Another loader with the same keys. */
  static final class Others extends Items {
    Others(long count) {
      super(data(count));
    }
  }
}
