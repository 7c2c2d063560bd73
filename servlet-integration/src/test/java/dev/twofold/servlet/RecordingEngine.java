package dev.twofold.servlet;

import dev.twofold.Invalidator;
import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.key.ParameterValues;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.EngineStats;
import dev.twofold.warmup.Warmups;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.WriteQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real engine that remembers the scopes it opened. */
final class RecordingEngine implements Twofold {

  private final Twofold engine;
  private final List<LoadScope> opened = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  RecordingEngine() {
    this(TwofoldSettings.defaults());
  }

  RecordingEngine(TwofoldSettings settings) {
    this.engine = Twofold.builder().settings(settings).register(new NumberNames()).build();
  }

  /** The scopes, in the order opened. */
  List<LoadScope> opened() {
    return opened;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public LoadScope open(ParameterValues parameters) {
    throw new UnsupportedOperationException("a filter opens scopes unbound");
  }

  @Override
  public LoadScope openUnbound(ParameterValues parameters) {
    LoadScope scope = engine.openUnbound(parameters);
    opened.add(scope);
    return scope;
  }

  @Override
  public Invalidator invalidator() {
    return engine.invalidator();
  }

  @Override
  public Invalidator invalidator(ParameterValues tenants) {
    return engine.invalidator(tenants);
  }

  @Override
  public Warmups warmups() {
    return engine.warmups();
  }

  @Override
  public <K, V> WriteQueue<K, V> queue(WriteBehind<K, V> definition) {
    return engine.queue(definition);
  }

  @Override
  public EngineStats stats() {
    return engine.stats();
  }

  @Override
  public TwofoldSettings settings() {
    return engine.settings();
  }

  @Override
  public void close() {
    closed = true;
    engine.close();
  }
}
