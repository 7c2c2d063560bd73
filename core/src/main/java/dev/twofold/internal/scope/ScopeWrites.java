package dev.twofold.internal.scope;

import dev.twofold.internal.invalidation.WritingScope;
import dev.twofold.internal.invalidation.WrittenKeys;
import dev.twofold.internal.read.OwnWrites;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.tier.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a request has written: what it must not read from shared tiers, nor from replicas. */
final class ScopeWrites implements WritingScope, OwnWrites {

  private final RequestStore store;
  private final RequestScope scope;

  /** Replaced and never changed. */
  private volatile List<WrittenKeys> open = List.of();

  private volatile boolean prefersWriter;

  ScopeWrites(RequestStore store, RequestScope scope) {
    this.store = store;
    this.scope = scope;
  }

  @Override
  public synchronized void begun(WrittenKeys written) {
    List<WrittenKeys> more = new ArrayList<>(open);
    more.add(written);
    open = more;
  }

  @Override
  public void forget(Consumer<RequestStore> forgetting) {
    scope.runAlone(() -> forgetting.accept(store));
  }

  @Override
  public void preferWriter() {
    prefersWriter = true;
  }

  @Override
  public synchronized void ended(WrittenKeys written) {
    List<WrittenKeys> less = new ArrayList<>(open);
    less.remove(written);
    open = less;
  }

  /** Where loads read unless somebody names it. */
  Source source() {
    return prefersWriter ? Source.WRITER : Source.READER;
  }

  /** Whether the request has written, or is in a transaction that may. */
  boolean hasWritten() {
    return prefersWriter || !open.isEmpty();
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
