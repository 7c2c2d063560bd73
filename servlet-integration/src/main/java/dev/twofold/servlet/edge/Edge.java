package dev.twofold.servlet.edge;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.InvalidationObserver;
import dev.twofold.servlet.config.EdgeSettings;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The caches in front of an application: knows what this node has shared with them, and purges what
 * this node makes stale. One per engine; give it to the builder of the engine and to {@link
 * EdgeFilter}, and close it after the engine.
 *
 * <pre>{@code
 * Edge edge = Edge.of(configuration.edge());
 * context.setAttribute(EdgeFilter.EDGE_ATTRIBUTE, edge);
 * return Twofold.builder().observe(edge)...build();
 * }</pre>
 *
 * <p>Each invalidation is purged by the node that caused it, or that tells it for another one, as
 * outboxes do. Thread-safe.
 */
public final class Edge implements InvalidationObserver, AutoCloseable {

  private final EdgeSettings settings;
  private final @Nullable Purges purges;
  private final PageTable pages;
  private final ChangeMarks marks = new ChangeMarks();
  private final EdgeCounters counters = new EdgeCounters();

  private Edge(EdgeSettings settings, @Nullable EdgePurger purger) {
    this.settings = requireNonNull(settings, "settings");
    this.pages = new PageTable(settings.tableEntries());
    this.purges = settings.isOn() && purger != null ? new Purges(purger, settings.purge()) : null;
  }

  /** With Varnish at the addresses of the settings; if there are none, nothing is purged. */
  public static Edge of(EdgeSettings settings) {
    boolean known = !settings.purge().addresses().isEmpty();
    return new Edge(settings, known ? new VarnishPurger(settings.purge()) : null);
  }

  /** With other caches. */
  public static Edge of(EdgeSettings settings, EdgePurger purger) {
    return new Edge(settings, requireNonNull(purger, "purger"));
  }

  EdgeSettings settings() {
    return settings;
  }

  PageTable pages() {
    return pages;
  }

  ChangeMarks marks() {
    return marks;
  }

  EdgeCounters counters() {
    return counters;
  }

  /** What was done so far. */
  public EdgeStats stats() {
    return purges == null
        ? counters.snapshot(0, 0, 0)
        : counters.snapshot(purges.keysPurged(), purges.failures(), purges.waiting());
  }

  /**
   * This node has invalidated something. It is purged also if the distributed tier has not
   * confirmed, since this node answers the new state all the same, and once more when it has.
   */
  @Override
  public void sent(Invalidation stale, boolean confirmed, Duration took) {
    if (settings.isOn()) {
      Set<PurgeKey> keys = changed(stale);
      if (purges != null) {
        purges.add(keys);
      }
    }
  }

  /** Another node has, and purges it. */
  @Override
  public void received(Invalidation stale) {
    if (settings.isOn()) {
      changed(stale);
    }
  }

  private Set<PurgeKey> changed(Invalidation stale) {
    Set<PurgeKey> keys = PurgeKey.of(stale);
    marks.changed(keys.stream().map(PurgeKey::text).collect(Collectors.toSet()));
    return keys;
  }

  /** Tries once more to purge what waits, and ends the thread. */
  @Override
  public void close() {
    if (purges != null) {
      purges.close();
    }
  }
}
