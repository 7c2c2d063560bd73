package dev.twofold.testing;

import dev.twofold.write.store.QueueStore;
import java.time.Duration;

class InMemoryQueueStoreTest extends QueueStoreContract {

  private final ManualTime time = new ManualTime();
  private final InMemoryQueueStore store = new InMemoryQueueStore(time);

  @Override
  protected QueueStore store() {
    return store;
  }

  @Override
  protected void pass(Duration length) {
    time.advance(length);
  }
}
