package dev.twofold.bench.peer;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** A cache that is read for many ids at once, as well as it can. */
interface BulkCache extends AutoCloseable {

  /** Adds what it has of the wanted ids of some kinds. */
  void read(Map<Kind, Set<Long>> wanted, Found found);

  void put(Found loaded);

  void remove(Kind kind, Collection<Long> ids);

  void clear();

  @Override
  void close();

  /** No cache at all. */
  enum None implements BulkCache {
    NONE;

    @Override
    public void read(Map<Kind, Set<Long>> wanted, Found found) {}

    @Override
    public void put(Found loaded) {}

    @Override
    public void remove(Kind kind, Collection<Long> ids) {}

    @Override
    public void clear() {}

    @Override
    public void close() {}
  }
}
