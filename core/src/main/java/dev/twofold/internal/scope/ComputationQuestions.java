package dev.twofold.internal.scope;

import static java.util.Objects.requireNonNull;

import dev.twofold.Loaded;
import dev.twofold.computation.Computation;
import dev.twofold.error.LoadException;
import dev.twofold.internal.computation.Asking;
import dev.twofold.internal.computation.ComputationRegistry;
import dev.twofold.internal.computation.Draft;
import dev.twofold.internal.computation.RegisteredComputation;
import dev.twofold.internal.computation.ResultKey;
import dev.twofold.internal.read.Failed;
import dev.twofold.internal.read.Mode;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.Absent;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.relation.Lazy;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds results: first what they are computed from, for all of them together, then the results
 * under the keys that this gives them. Only results that no tier has are computed.
 */
final class ComputationQuestions implements Asking {

  private final ComputationRegistry registry;
  private final Stores stores;
  private final Questions questions;

  ComputationQuestions(ComputationRegistry registry, Stores stores, Questions questions) {
    this.registry = registry;
    this.stores = stores;
    this.questions = questions;
  }

  <A, V> Optional<V> one(Class<? extends Computation<A, V>> type, A arguments) {
    return many(type, List.of(requireNonNull(arguments, "arguments"))).inOrder().stream()
        .findFirst();
  }

  <A, V> Loaded<A, V> many(
      Class<? extends Computation<A, V>> type, Collection<? extends A> arguments) {
    RegisteredComputation<A, V> computation = registry.require(requireNonNull(type, "computation"));
    LoaderStore<ResultKey<A>, ?, V> store = stores.of(computation.results());
    List<A> asked = questions.checked(arguments);
    Map<A, Object> outcomes = new HashMap<>();
    Map<A, Draft<A, V>> drafts = drafts(computation, asked, outcomes);
    Map<A, ResultKey<A>> keys = keys(drafts, store, outcomes);
    Loaded<ResultKey<A>, V> results = questions.many(store, keys.values(), Mode.READ);
    Map<ResultKey<A>, V> found = results.found();
    Map<ResultKey<A>, RuntimeException> failed = results.failed();
    Set<ResultKey<A>> expired = new HashSet<>(results.stale());
    Set<A> stale = new HashSet<>(0);
    keys.forEach(
        (each, key) -> {
          RuntimeException failure = failed.get(key);
          V value = found.get(key);
          if (failure != null) {
            outcomes.put(each, new Failed(failure));
          } else if (value != null) {
            outcomes.put(each, value);
            Draft<A, V> draft = drafts.get(each);
            if (expired.contains(key) || (draft != null && draft.isStale())) {
              stale.add(each);
            }
          }
        });
    return new LoadedKeys<>(
        asked,
        asked.stream().map(each -> outcomes.getOrDefault(each, Absent.ABSENT)).toArray(),
        stale.isEmpty() ? List.of() : asked.stream().distinct().filter(stale::contains).toList());
  }

  private <A, V> Map<A, Draft<A, V>> drafts(
      RegisteredComputation<A, V> computation, List<A> asked, Map<A, Object> outcomes) {
    Map<A, Draft<A, V>> drafts = new LinkedHashMap<>();
    for (A each : asked) {
      if (!drafts.containsKey(each) && !outcomes.containsKey(each)) {
        try {
          drafts.put(each, computation.draft(each, this));
        } catch (LoadException e) {
          outcomes.put(each, new Failed(e));
        }
      }
    }
    return drafts;
  }

  private static <A, V> Map<A, ResultKey<A>> keys(
      Map<A, Draft<A, V>> drafts, LoaderStore<ResultKey<A>, ?, V> store, Map<A, Object> outcomes) {
    Map<A, ResultKey<A>> keys = new LinkedHashMap<>();
    drafts.forEach(
        (each, draft) -> {
          try {
            keys.put(each, hinted(draft, store));
          } catch (LoadException e) {
            outcomes.put(each, new Failed(e));
          }
        });
    return keys;
  }

  /** The key of a result, whose load will find the draft. */
  private static <A, V> ResultKey<A> hinted(
      Draft<A, V> draft, LoaderStore<ResultKey<A>, ?, V> store) {
    ResultKey<A> key = draft.key();
    store.hint(key, draft);
    return key;
  }

  @Override
  public <K, V> Lazy<V> lazy(RegisteredLoader<K, ?, V> loader, K key) {
    return stores.waves().lazy(stores.of(loader), key);
  }

  @Override
  public <A, V> Lazy<V> lazy(Draft<A, V> draft) {
    LoaderStore<ResultKey<A>, ?, V> store = stores.of(draft.computation().results());
    return stores.waves().lazy(store, hinted(draft, store));
  }

  @Override
  public <K> boolean isStale(RegisteredLoader<K, ?, ?> loader, K key) {
    return stores.of(loader).isStale(key);
  }
}
