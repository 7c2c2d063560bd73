package dev.twofold.checker.node;

import dev.twofold.checker.history.Event.Delivered;
import dev.twofold.checker.history.Outcome;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.InvalidationObserver;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What this node could not tell Redis so far. While there is anything, no write counts as
 * confirmed; once there is nothing any more, all do. Thread-safe.
 */
final class Deliveries implements InvalidationObserver {

  private final Recorder recorder;

  /** What is not delivered, with its region; of a tag: none. */
  private final Map<Object, String> missing = new HashMap<>();

  Deliveries(Recorder recorder) {
    this.recorder = recorder;
  }

  /** A transaction was committed, and its invalidation has returned. */
  synchronized void committed(long transaction, boolean confirmed) {
    recorder.ended(
        transaction, confirmed && missing.isEmpty() ? Outcome.CONFIRMED : Outcome.UNCONFIRMED);
  }

  @Override
  public synchronized void sent(Invalidation stale, boolean confirmed, Duration took) {
    if (!confirmed) {
      failed(stale);
    }
  }

  synchronized void failed(Invalidation stale) {
    stale.keys().forEach(key -> missing.put(key, key.region().name()));
    stale.loaders().forEach(loader -> missing.put(loader, loader.region().name()));
    stale.regions().forEach(region -> missing.put(region, region));
    stale.tags().forEach(tag -> missing.put("tag " + tag, ""));
  }

  synchronized void arrived(Invalidation stale) {
    if (missing.isEmpty()) {
      return;
    }
    missing.entrySet().removeIf(each -> covers(stale, each.getKey(), each.getValue()));
    if (missing.isEmpty()) {
      recorder.tell(new Delivered(System.nanoTime()));
    }
  }

  private static boolean covers(Invalidation stale, Object name, String region) {
    if (stale.regions().contains(region)) {
      return true;
    }
    if (name instanceof StaleKey key) {
      return stale.keys().contains(key)
          || stale.loaders().stream().anyMatch(loader -> covers(loader, key));
    }
    return name instanceof StaleLoader loader
        ? stale.loaders().contains(loader)
        : stale.tags().stream().anyMatch(tag -> name.equals("tag " + tag));
  }

  private static boolean covers(StaleLoader loader, StaleKey key) {
    return key.loader().equals(loader.loader()) || key.loader().startsWith(loader.loader() + "[");
  }
}
