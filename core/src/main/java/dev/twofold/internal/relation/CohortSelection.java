package dev.twofold.internal.relation;

import dev.twofold.internal.store.OwnerList;
import dev.twofold.internal.store.Owners;
import dev.twofold.key.ParameterValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects who is resolved together with an owner: owners of its class that need something, those of
 * its own result set first, the others in the order in which they became known, up to a limit.
 *
 * <p>Each relation remembers how far it has come in each result set, so that an owner is looked at
 * once for each relation, however many questions are asked. Thread-safe.
 */
final class CohortSelection {

  /** Parameters count: under others, other stores know other things. */
  private record Question(RegisteredRelation relation, Class<?> owner, ParameterValues values) {}

  private final Owners owners;
  private final int limit;
  private final Map<Question, Progress> progress = new HashMap<>();

  CohortSelection(Owners owners, int limit) {
    this.owners = owners;
    this.limit = limit;
  }

  /**
   * Selects owners and adds what they need.
   *
   * @return the owner first; alone if the scope was never told of it
   */
  synchronized List<Object> select(
      RegisteredRelation relation, Object owner, ParameterValues values, Needs needs) {
    List<Object> selected = new ArrayList<>();
    selected.add(owner);
    relation.route().need(owner, needs);
    OwnerList list = owners.of(owner.getClass());
    if (limit == 1 || list == null) {
      return selected;
    }
    OwnerList.Snapshot snapshot = list.snapshot();
    Progress come =
        progress.computeIfAbsent(
            new Question(relation, owner.getClass(), values), absent -> new Progress());
    int position = snapshot.find(owner, come.hint(owners.epoch(), snapshot));
    if (position >= 0) {
      come.select(relation.route(), snapshot, position, needs, selected, limit);
    }
    return selected;
  }

  /** Forgets how far a relation has come: something that it was selected for has failed. */
  synchronized void again(RegisteredRelation relation) {
    progress.keySet().removeIf(question -> question.relation().equals(relation));
  }

  /** How far a relation has come. */
  private static final class Progress {

    private int epoch;
    private int hint;

    /** By result set: the next position to look at; absent: its start. */
    private final Map<Integer, Integer> next = new HashMap<>();

    /** All result sets before this one are done. */
    private int firstOpen;

    /** Where the next owner is likely to be. Starts anew where keys have been forgotten. */
    int hint(int currentEpoch, OwnerList.Snapshot snapshot) {
      if (epoch != currentEpoch || hint > snapshot.size()) {
        epoch = currentEpoch;
        next.clear();
        firstOpen = 0;
      }
      return Math.min(hint, Math.max(0, snapshot.size() - 1));
    }

    void select(
        Route route,
        OwnerList.Snapshot snapshot,
        int position,
        Needs needs,
        List<Object> selected,
        int limit) {
      hint = position;
      Object asked = snapshot.owner(position);
      scan(route, snapshot, snapshot.resultSetAt(position), asked, needs, selected, limit);
      int sets = snapshot.resultSets();
      while (firstOpen < sets && selected.size() < limit) {
        scan(route, snapshot, firstOpen, asked, needs, selected, limit);
        if (selected.size() >= limit || firstOpen == sets - 1) {
          return;
        }
        next.remove(firstOpen);
        firstOpen++;
      }
    }

    private void scan(
        Route route,
        OwnerList.Snapshot snapshot,
        int resultSet,
        Object asked,
        Needs needs,
        List<Object> selected,
        int limit) {
      if (resultSet < firstOpen) {
        return;
      }
      int position = Math.max(next.getOrDefault(resultSet, 0), snapshot.start(resultSet));
      int end = snapshot.end(resultSet);
      while (position < end && selected.size() < limit) {
        Object owner = snapshot.owner(position++);
        if (owner != asked && needs(route, owner, needs)) {
          selected.add(owner);
        }
      }
      next.put(resultSet, position);
    }

    /** What another owner's own code throws is not for who asked. */
    private static boolean needs(Route route, Object owner, Needs needs) {
      try {
        return route.need(owner, needs);
      } catch (RuntimeException e) {
        return false;
      }
    }
  }

  /** The owners of a class whose position does not matter, up to a limit; the asked one first. */
  List<Object> all(Object owner, int most) {
    OwnerList list = owners.of(owner.getClass());
    OwnerList.@Nullable Snapshot snapshot = list == null ? null : list.snapshot();
    if (snapshot == null || snapshot.find(owner, 0) < 0) {
      return List.of(owner);
    }
    List<Object> all = new ArrayList<>();
    all.add(owner);
    for (int i = 0; i < snapshot.size() && all.size() < most; i++) {
      if (snapshot.owner(i) != owner) {
        all.add(snapshot.owner(i));
      }
    }
    return all;
  }
}
