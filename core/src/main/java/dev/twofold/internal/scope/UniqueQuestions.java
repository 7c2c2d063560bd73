package dev.twofold.internal.scope;

import dev.twofold.Loaded;
import dev.twofold.internal.read.Failed;
import dev.twofold.internal.read.Mode;
import dev.twofold.internal.registry.RegisteredUniqueKey;
import dev.twofold.internal.store.Absent;
import dev.twofold.internal.store.LoaderStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds rows by the values of a unique key: first the ids of the values, then the rows of the ids.
 * A row that does not have the value that was asked for shows that the entry of the unique key is
 * out of date; such values are read from the database.
 */
final class UniqueQuestions {

  private final Questions questions;

  UniqueQuestions(Questions questions) {
    this.questions = questions;
  }

  <U, K, V> Loaded<U, V> many(
      RegisteredUniqueKey<U, K, V> uniqueKey,
      LoaderStore<U, K, K> ids,
      LoaderStore<K, ?, V> rows,
      Collection<? extends U> values) {
    List<U> asked = new ArrayList<>(values);
    Answer<U> answer = answer(uniqueKey, ids, rows, asked, questions.many(ids, asked, Mode.READ));
    if (!answer.outdated().isEmpty()) {
      // What the database says now replaces what was known; its rows come with it.
      Loaded<U, K> renewed = questions.many(ids, answer.outdated(), Mode.REFRESH);
      Answer<U> again = answer(uniqueKey, ids, rows, answer.outdated(), renewed);
      answer.outcomes().putAll(again.outcomes());
      answer.stale().addAll(again.stale());
    }
    List<U> stale =
        answer.stale().isEmpty()
            ? List.of()
            : asked.stream().distinct().filter(answer.stale()::contains).toList();
    return new LoadedKeys<>(asked, asked.stream().map(answer.outcomes()::get).toArray(), stale);
  }

  /**
   * What became of some values.
   *
   * @param outcomes by value, as {@link LoadedKeys} has them; out of date ones are absent
   * @param outdated the values whose entries are out of date
   * @param stale the values whose rows have expired
   */
  private record Answer<U>(Map<U, Object> outcomes, Set<U> outdated, Set<U> stale) {}

  private <U, K, V> Answer<U> answer(
      RegisteredUniqueKey<U, K, V> uniqueKey,
      LoaderStore<U, K, K> ids,
      LoaderStore<K, ?, V> rows,
      Collection<U> values,
      Loaded<U, K> found) {
    Map<U, K> idOf = found.found();
    Map<U, RuntimeException> failedIds = found.failed();
    Loaded<K, V> loaded =
        idOf.isEmpty() ? null : questions.many(rows, new LinkedHashSet<>(idOf.values()), Mode.READ);
    Map<K, V> rowOf = loaded == null ? Map.of() : loaded.found();
    Map<K, RuntimeException> failedRows = loaded == null ? Map.of() : loaded.failed();
    Set<K> staleRows = loaded == null ? Set.of() : Set.copyOf(loaded.stale());
    Map<U, Object> outcomes = new HashMap<>();
    Set<U> outdated = new LinkedHashSet<>();
    Set<U> stale = new HashSet<>(0);
    for (U value : values) {
      Object outcome = Absent.ABSENT;
      K id = idOf.get(value);
      RuntimeException failure = id == null ? failedIds.get(value) : failedRows.get(id);
      if (failure != null) {
        outcome = new Failed(failure);
      } else if (id != null) {
        V row = rowOf.get(id);
        U normalized = Questions.normalized(ids, value);
        if (row != null && normalized.equals(uniqueKey.valueOf(row))) {
          outcome = row;
          if (staleRows.contains(id)) {
            stale.add(value);
          }
        } else {
          outdated.add(value);
        }
      }
      outcomes.put(value, outcome);
    }
    return new Answer<>(outcomes, outdated, stale);
  }
}
