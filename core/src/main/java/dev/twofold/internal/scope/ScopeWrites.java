package dev.twofold.internal.scope;

import dev.twofold.internal.invalidation.WritingScope;
import dev.twofold.internal.invalidation.WrittenKeys;
import dev.twofold.internal.read.OwnWrites;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.tier.Source;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a request has written: what it must not read from shared tiers, nor from replicas. */
final class ScopeWrites implements WritingScope, OwnWrites {

  private final RequestStore store;
  private final Consumer<Runnable> alone;
  private final List<WrittenKeys> open = new CopyOnWriteArrayList<>();
  private volatile boolean prefersWriter;

  /**
   * @param alone does something while no wave runs
   */
  ScopeWrites(RequestStore store, Consumer<Runnable> alone) {
    this.store = store;
    this.alone = alone;
  }

  @Override
  public void begun(WrittenKeys written) {
    open.add(written);
  }

  @Override
  public void forget(Consumer<RequestStore> forgetting) {
    alone.accept(() -> forgetting.accept(store));
  }

  @Override
  public void preferWriter() {
    prefersWriter = true;
  }

  @Override
  public void ended(WrittenKeys written) {
    open.remove(written);
  }

  /** Where loads read unless somebody names it. */
  Source source() {
    return prefersWriter ? Source.WRITER : Source.READER;
  }

  @Override
  public boolean isEmpty() {
    return open.isEmpty();
  }

  @Override
  public <K> boolean cover(LoaderStore<K, ?, ?> loaderStore, K key) {
    for (WrittenKeys written : open) {
      if (written.cover(loaderStore, key)) {
        return true;
      }
    }
    return false;
  }
}
