package dev.twofold.internal.refresh;

import dev.twofold.internal.read.Keys;
import dev.twofold.internal.read.Refreshed;
import dev.twofold.internal.read.Refreshes;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.key.ParameterValues;
import dev.twofold.stats.RefreshStats;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys whose entries soon end, until a thread of the engine has loaded them again. Those of one
 * loader that wait when it is their turn are loaded together; a key waits once, whoever reads it.
 * There is room for so many keys: more are dropped, since their entries still live, and whoever
 * reads them next tries again. The daemon threads are there only while there is something to do.
 * Thread-safe.
 */
public final class RefreshQueue implements Refreshes {

  private static final Logger LOG = LoggerFactory.getLogger(RefreshQueue.class);

  private static final int MOST_KEYS = 10_000;

  /** Few, because requests need the connections of the database more. */
  private static final int THREADS = 2;

  private static final Duration IDLE = Duration.ofSeconds(10);

  /** Loads entries again. */
  public interface Worker {

    /** Loads some keys again, whose entries end within the window. */
    <K, C, V> Refreshed refresh(
        RegisteredLoader<K, C, V> loader,
        ParameterValues parameters,
        Keys<K> keys,
        Duration window);
  }

  private final int most;
  private final ThreadPoolExecutor executor;
  private final RefreshCounters counters = new RefreshCounters();

  /** Guarded by this, as all below. */
  private final Map<RefreshLine.Identity, RefreshLine<?, ?, ?>> lines = new HashMap<>();

  private int waiting;

  /** Null: it has not begun, or is closed. */
  private @Nullable Worker worker;

  public RefreshQueue() {
    this(MOST_KEYS);
  }

  /**
   * @param most how many keys may wait
   */
  RefreshQueue(int most) {
    this.most = most;
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "twofold-refresh");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /** Begins to take keys. */
  public synchronized void begin(Worker loads) {
    worker = loads;
  }

  /** What has become of keys so far. */
  public RefreshStats stats() {
    return counters.snapshot();
  }

  @Override
  public synchronized <K, C, V> void due(
      LoaderStore<K, C, V> store, Keys<K> keys, Duration window) {
    RefreshLine<K, C, V> line = line(store);
    int dropped = 0;
    int taken = 0;
    for (K key : keys) {
      if (line.isNew(key)) {
        if (worker == null || waiting + taken == most) {
          dropped++;
        } else {
          line.add(key);
          taken++;
        }
      }
    }
    counters.due(taken + dropped);
    counters.dropped(dropped);
    if (taken > 0) {
      waiting += taken;
      line.widen(window);
      giveTurn(line);
    }
  }

  @SuppressWarnings("unchecked") // a line is kept under its own loader, which has these types
  private <K, C, V> RefreshLine<K, C, V> line(LoaderStore<K, C, V> store) {
    RefreshLine<K, C, V> created = new RefreshLine<>(store.loader(), store.parameters());
    RefreshLine<?, ?, ?> standing = lines.get(created.identity());
    return standing == null ? created : (RefreshLine<K, C, V>) standing;
  }

  private void giveTurn(RefreshLine<?, ?, ?> line) {
    lines.put(line.identity(), line);
    if (!line.hasTurn()) {
      line.giveTurn();
      executor.execute(() -> run(line));
    }
  }

  private <K, C, V> void run(RefreshLine<K, C, V> line) {
    Keys<K> keys;
    Duration window;
    Worker loads;
    synchronized (this) {
      keys = line.take();
      window = line.window();
      loads = worker;
      waiting -= keys.size();
    }
    try {
      if (loads != null && !keys.isEmpty()) {
        counters.count(loads.refresh(line.loader(), line.parameters(), keys, window));
      }
    } catch (RuntimeException e) {
      counters.failed(keys.size());
      LOG.error("Entries of {} that soon end could not be loaded again", line.loader(), e);
    } finally {
      endTurn(line);
    }
  }

  private synchronized void endTurn(RefreshLine<?, ?, ?> line) {
    line.endTurn();
    if (line.isEmpty()) {
      lines.remove(line.identity());
    } else {
      giveTurn(line);
    }
  }

  /** Drops what waits, and waits for what is being loaded, no longer than it is told. */
  public void close(Duration patience) {
    synchronized (this) {
      worker = null;
      lines.values().forEach(line -> counters.dropped(line.clear()));
      waiting = 0;
    }
    executor.shutdown();
    try {
      if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
