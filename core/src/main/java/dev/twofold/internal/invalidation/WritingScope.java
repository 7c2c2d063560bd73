package dev.twofold.internal.invalidation;

import dev.twofold.internal.store.RequestStore;
import java.util.function.Consumer;

/** A request as the writes that it makes see it. Thread-safe. */
public interface WritingScope {

  /** Asks shared tiers for nothing that a transaction has written, until it ends. */
  void begun(WrittenKeys written);

  /** Forgets something, while no wave runs that could bring it back. */
  void forget(Consumer<RequestStore> forgetting);

  /** Has later loads read from the primary: a replica may not have what was committed. */
  void preferWriter();

  /** A transaction has ended. */
  void ended(WrittenKeys written);
}
