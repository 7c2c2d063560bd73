package dev.twofold.bench.peer;

import dev.twofold.bench.model.Changes;
import dev.twofold.bench.model.Page;
import java.util.List;

/** One way to make the page. Not thread-safe. */
public interface Contender extends AutoCloseable {

  /** Makes the page of some posts, in a request of its own. */
  Page page(List<Long> postIds);

  /** Empties all caches. */
  void forget();

  /** Writes rows, and takes or overwrites in the caches what is stale by it. */
  void change(Changes changes);

  @Override
  void close();
}
