package dev.twofold.internal.background;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys until a thread of the engine has loaded them, which no request waits for: those whose
 * entries soon end, or those that were written. Those of one loader that wait when it is their turn
 * are loaded together; a key waits once. There is room for so many keys: more are dropped, and
 * whoever reads them next loads them. The daemon threads are there only while there is something to
 * do. Thread-safe.
 */
public final class LoadQueue implements Refreshes {

  private static final Logger LOG = LoggerFactory.getLogger(LoadQueue.class);

  private static final int MOST_KEYS = 10_000;

  /** Few, because requests need the connections of the database more. */
  private static final int THREADS = 2;

  private static final Duration IDLE = Duration.ofSeconds(10);

  /** Loads keys. */
  public interface Worker {

    /** Loads some keys, whose entries, if they have any, end within the window. */
    <K, C, V> Refreshed load(
        RegisteredLoader<K, C, V> loader,
        ParameterValues parameters,
        Keys<K> keys,
        Duration window);
  }

  private final String name;
  private final int most;
  private final ThreadPoolExecutor executor;
  private final LoadQueueCounters counters = new LoadQueueCounters();

  /** Guarded by this, as all below. */
  private final Map<LoadLine.Identity, LoadLine<?, ?, ?>> lines = new HashMap<>();

  private int waiting;

  /** Null: it has not begun, or is closed. */
  private @Nullable Worker worker;

  /**
   * @param name of its threads
   */
  public LoadQueue(String name) {
    this(name, MOST_KEYS);
  }

  /**
   * @param most how many keys may wait
   */
  LoadQueue(String name, int most) {
    this.name = name;
    this.most = most;
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
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
    LoadLine<K, C, V> line = line(store.loader(), store.parameters());
    add(line, keys, window, line::isNew);
  }

  /**
   * Takes keys that were written. A load of them that runs already may not have seen that. Never
   * waits.
   *
   * @param keys not changed any more
   */
  synchronized <K> void written(
      RegisteredLoader<K, ?, ?> loader, ParameterValues parameters, Iterable<K> keys) {
    LoadLine<K, ?, ?> line = line(loader, parameters);
    add(line, keys, Duration.ZERO, line::isNotWaiting);
  }

  private <K> void add(
      LoadLine<K, ?, ?> line, Iterable<K> keys, Duration window, Predicate<K> wanted) {
    int dropped = 0;
    int taken = 0;
    for (K key : keys) {
      if (wanted.test(key)) {
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
  private <K, C, V> LoadLine<K, C, V> line(
      RegisteredLoader<K, C, V> loader, ParameterValues parameters) {
    LoadLine<K, C, V> created = new LoadLine<>(loader, parameters);
    LoadLine<?, ?, ?> standing = lines.get(created.identity());
    return standing == null ? created : (LoadLine<K, C, V>) standing;
  }

  private void giveTurn(LoadLine<?, ?, ?> line) {
    lines.put(line.identity(), line);
    if (!line.hasTurn()) {
      line.giveTurn();
      executor.execute(() -> run(line));
    }
  }

  private <K, C, V> void run(LoadLine<K, C, V> line) {
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
        counters.count(loads.load(line.loader(), line.parameters(), keys, window));
      }
    } catch (RuntimeException e) {
      counters.failed(keys.size());
      LOG.error("{}: {} keys of {} could not be loaded", name, keys.size(), line.loader(), e);
    } finally {
      endTurn(line);
    }
  }

  private synchronized void endTurn(LoadLine<?, ?, ?> line) {
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
