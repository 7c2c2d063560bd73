package dev.twofold.internal.store;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Owners of one class in the order in which they became known, and where each result set among them
 * ends. Only grows. Thread-safe.
 */
public final class OwnerList {

  private Object[] owners = new Object[16];
  private int size;
  private int[] ends = new int[4];
  private int ended;

  OwnerList() {}

  synchronized void add(Object owner) {
    if (size == owners.length) {
      owners = Arrays.copyOf(owners, size * 2);
    }
    owners[size++] = owner;
  }

  synchronized void endResultSet() {
    if (size == (ended == 0 ? 0 : ends[ended - 1])) {
      return;
    }
    if (ended == ends.length) {
      ends = Arrays.copyOf(ends, ended * 2);
    }
    ends[ended++] = size;
  }

  /** The owners that are known now. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(owners, size, ends, ended);
  }

  /**
   * The owners at one moment. Shares the arrays of the list, which never changes what is in them.
   */
  @SuppressWarnings("ArrayRecordComponent") // private to this package's list and never compared
  public record Snapshot(Object[] owners, int size, int[] ends, int ended) {

    /** How many result sets there are; the last one may still grow. */
    public int resultSets() {
      return end(ended - 1) == size ? ended : ended + 1;
    }

    /** Where a result set starts. */
    public int start(int resultSet) {
      return end(resultSet - 1);
    }

    /** Where a result set ends: behind its last owner. */
    public int end(int resultSet) {
      if (resultSet < 0) {
        return 0;
      }
      return resultSet < ended ? ends[resultSet] : size;
    }

    /** The result set of a position. */
    public int resultSetAt(int position) {
      int found = Arrays.binarySearch(ends, 0, ended, position);
      return found >= 0 ? found + 1 : -found - 1;
    }

    public Object owner(int position) {
      return owners[position];
    }

    /**
     * The position of an owner, compared by identity, or -1.
     *
     * @param hint where to begin: who asks in order finds at once
     */
    public int find(Object owner, int hint) {
      for (int i = 0; i < size; i++) {
        int position = hint + i < size ? hint + i : hint + i - size;
        if (owners[position] == owner) {
          return position;
        }
      }
      return -1;
    }

    void forEach(Consumer<Object> action) {
      for (int i = 0; i < size; i++) {
        action.accept(owners[i]);
      }
    }
  }
}
