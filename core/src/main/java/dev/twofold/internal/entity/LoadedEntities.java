package dev.twofold.internal.entity;

import dev.twofold.Loaded;
import dev.twofold.tier.entity.EntitySession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer for ids, made of one for keys: an entity of another class is missing. */
final class LoadedEntities<E> implements Loaded<Object, E> {

  private final List<Object> ids;
  private final List<@Nullable E> views;
  private final List<@Nullable RuntimeException> failures;
  private final List<Object> stale;

  LoadedEntities(
      Class<E> type,
      EntitySession session,
      List<Object> ids,
      List<Object> keys,
      Loaded<Object, Object> loaded) {
    Map<Object, Object> found = loaded.found();
    Map<Object, RuntimeException> failed = loaded.failed();
    this.ids = ids;
    this.views = new ArrayList<>(ids.size());
    this.failures = new ArrayList<>(ids.size());
    Set<Object> staleKeys = Set.copyOf(loaded.stale());
    Set<Object> staleIds = new LinkedHashSet<>(0);
    for (int i = 0; i < keys.size(); i++) {
      Object key = keys.get(i);
      Object form = found.get(key);
      E view = form == null ? null : session.view(type, key, form);
      views.add(view);
      failures.add(failed.get(key));
      if (view != null && staleKeys.contains(key)) {
        staleIds.add(ids.get(i));
      }
    }
    this.stale = List.copyOf(staleIds);
  }

  @Override
  public Map<Object, E> found() {
    Map<Object, E> found = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      E view = views.get(i);
      if (view != null) {
        found.putIfAbsent(ids.get(i), view);
      }
    }
    return Collections.unmodifiableMap(found);
  }

  @Override
  public List<E> inOrder() {
    List<E> inOrder = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      RuntimeException failure = failures.get(i);
      if (failure != null) {
        throw failure;
      }
      E view = views.get(i);
      if (view != null) {
        inOrder.add(view);
      }
    }
    return Collections.unmodifiableList(inOrder);
  }

  @Override
  public List<Object> missing() {
    Set<Object> missing = new LinkedHashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      if (views.get(i) == null && failures.get(i) == null) {
        missing.add(ids.get(i));
      }
    }
    return List.copyOf(missing);
  }

  @Override
  public List<Object> stale() {
    return stale;
  }

  @Override
  public Map<Object, RuntimeException> failed() {
    Map<Object, RuntimeException> failed = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      RuntimeException failure = failures.get(i);
      if (failure != null) {
        failed.putIfAbsent(ids.get(i), failure);
      }
    }
    return Collections.unmodifiableMap(failed);
  }

  /** Counts and no values: an answer gets into logs by accident. */
  @Override
  public String toString() {
    return "Loaded[found=%d, missing=%d, failed=%d]"
        .formatted(found().size(), missing().size(), failed().size());
  }
}
