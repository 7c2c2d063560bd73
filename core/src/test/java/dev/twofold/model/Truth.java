package dev.twofold.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the database has said over time, by version. A cache may answer with an old version, but
 * with none that is older than the last invalidation that the tier confirmed.
 */
final class Truth {

  /** The version of what does not exist. */
  static final int ABSENT = 0;

  private final Map<Cell, List<Integer>> history = new HashMap<>();
  private final Map<Cell, Integer> tierFloors = new HashMap<>();
  private final Map<Cell, Integer> readFloors = new HashMap<>();

  private List<Integer> history(Cell cell) {
    return history.computeIfAbsent(cell, unheard -> new ArrayList<>(List.of(ABSENT)));
  }

  void write(Cell cell, int version) {
    history(cell).add(version);
  }

  int version(Cell cell) {
    return history(cell).get(now(cell));
  }

  /** The position in time of what the database says now. */
  int now(Cell cell) {
    return history(cell).size() - 1;
  }

  /** All versions that the database had from some position on. */
  List<Integer> since(Cell cell, int floor) {
    return history(cell).subList(floor, history(cell).size());
  }

  /** The position of the oldest version that the tier may have. */
  int tierFloor(Cell cell) {
    return tierFloors.getOrDefault(cell, 0);
  }

  /** The position of the oldest version that a tier may answer. */
  int readFloor(Cell cell) {
    return readFloors.getOrDefault(cell, 0);
  }

  /** No tier has anything about a cell. */
  void gone(Cell cell) {
    evicted(cell);
    readFloors.put(cell, now(cell));
  }

  /** The distributed tier has nothing about a cell; the near tier may. */
  void evicted(Cell cell) {
    tierFloors.put(cell, now(cell));
  }

  Map<Cell, Integer> readFloors() {
    return new HashMap<>(readFloors);
  }
}
