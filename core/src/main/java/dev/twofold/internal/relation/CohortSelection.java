package dev.twofold.internal.relation;

import dev.twofold.internal.store.OwnerList;
import dev.twofold.internal.store.Owners;
import dev.twofold.key.ParameterValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
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
  private final Map<Question, Progress> progress = new ConcurrentHashMap<>();

  CohortSelection(Owners owners, int limit) {
    this.owners = owners;
    this.limit = limit;
  }

  /**
   * Selects owners and adds what they need.
   *
   * @return the owner first; alone if the scope was never told of it, or if another thread selects
   *     for the same relation: its wave answers for this owner too
   */
  List<Object> select(
      RegisteredRelation relation, Object owner, ParameterValues values, Needs needs) {
    OwnerList list = owners.of(owner.getClass());
    needs.expect(list == null ? 1 : Math.min(limit, list.snapshot().size()));
    needs.addOf(relation.route(), owner);
    Selection selection = new Selection(relation.route(), owner, needs, limit);
    if (list != null && !selection.isFull()) {
      OwnerList.Snapshot snapshot = list.snapshot();
      progress
          .computeIfAbsent(
              new Question(relation, owner.getClass(), values), absent -> new Progress())
          .selectUnlessBusy(selection, snapshot, owners.epoch());
    }
    return selection.owners();
  }

  /** Forgets how far a relation has come: something that it was selected for has failed. */
  void again(RegisteredRelation relation) {
    progress.keySet().removeIf(question -> question.relation().equals(relation));
  }

  /** The owners that are resolved together: the one that was asked for, and others. */
  private static final class Selection {

    private final Route route;
    private final Object asked;
    private final Needs needs;
    private final int limit;
    private final List<Object> owners = new ArrayList<>();

    Selection(Route route, Object asked, Needs needs, int limit) {
      this.route = route;
      this.asked = asked;
      this.needs = needs;
      this.limit = limit;
      owners.add(asked);
    }

    Object asked() {
      return asked;
    }

    List<Object> owners() {
      return owners;
    }

    boolean isFull() {
      return owners.size() >= limit;
    }

    /** Adds an owner and what it needs, if it needs something. */
    void offer(Object owner) {
      if (owner != asked && needs.addOfOther(route, owner)) {
        owners.add(owner);
      }
    }
  }

  /** How far a relation has come. */
  private static final class Progress {

    /**
     * Never waited for, because owners' own code runs while it is held: reading a key may ask for
     * another relation, which runs a wave.
     */
    private final ReentrantLock lock = new ReentrantLock();

    private int epoch;
    private int hint;

    /** By result set: the next position to look at; absent: its start. */
    private final Map<Integer, Integer> next = new HashMap<>();

    /** All result sets before this one are done. */
    private int firstOpen;

    void selectUnlessBusy(Selection selection, OwnerList.Snapshot snapshot, int currentEpoch) {
      if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
        return;
      }
      try {
        int position = snapshot.find(selection.asked(), hint(currentEpoch, snapshot));
        if (position >= 0) {
          select(selection, snapshot, position);
        }
      } finally {
        lock.unlock();
      }
    }

    /** Where the next owner is likely to be. Starts anew where keys have been forgotten. */
    private int hint(int currentEpoch, OwnerList.Snapshot snapshot) {
      if (epoch != currentEpoch || hint > snapshot.size()) {
        epoch = currentEpoch;
        next.clear();
        firstOpen = 0;
      }
      return Math.min(hint, Math.max(0, snapshot.size() - 1));
    }

    private void select(Selection selection, OwnerList.Snapshot snapshot, int position) {
      hint = position;
      scan(selection, snapshot, snapshot.resultSetAt(position));
      int sets = snapshot.resultSets();
      while (firstOpen < sets && !selection.isFull()) {
        scan(selection, snapshot, firstOpen);
        if (selection.isFull() || firstOpen == sets - 1) {
          return;
        }
        next.remove(firstOpen);
        firstOpen++;
      }
    }

    private void scan(Selection selection, OwnerList.Snapshot snapshot, int resultSet) {
      if (resultSet < firstOpen) {
        return;
      }
      int position = Math.max(next.getOrDefault(resultSet, 0), snapshot.start(resultSet));
      int end = snapshot.end(resultSet);
      while (position < end && !selection.isFull()) {
        selection.offer(snapshot.owner(position++));
      }
      next.put(resultSet, position);
    }
  }

  /** All owners of the class of one, if it is one of them; else none. */
  List<Object> all(Object owner) {
    OwnerList list = owners.of(owner.getClass());
    OwnerList.@Nullable Snapshot snapshot = list == null ? null : list.snapshot();
    return snapshot == null || snapshot.find(owner, 0) < 0
        ? List.of()
        : Collections.unmodifiableList(
            Arrays.asList(snapshot.owners()).subList(0, snapshot.size()));
  }
}
