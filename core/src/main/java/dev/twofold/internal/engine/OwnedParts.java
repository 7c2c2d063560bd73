package dev.twofold.internal.engine;

import dev.twofold.tier.Database;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.near.NearTier;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What an engine closes when it ends: all of it, last added first, even if one part fails. */
final class OwnedParts {

  private final Deque<Runnable> closings = new ArrayDeque<>();

  void add(DistributedTier tier) {
    closings.push(tier::close);
  }

  void add(NearTier tier) {
    closings.push(tier::close);
  }

  void add(Database database) {
    closings.push(database::close);
  }

  void close() {
    RuntimeException first = null;
    while (!closings.isEmpty()) {
      first = closeNext(first);
    }
    if (first != null) {
      throw first;
    }
  }

  private @Nullable RuntimeException closeNext(@Nullable RuntimeException first) {
    try {
      closings.pop().run();
      return first;
    } catch (RuntimeException e) {
      if (first == null) {
        return e;
      }
      first.addSuppressed(e);
      return first;
    }
  }
}
