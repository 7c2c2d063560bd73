package dev.twofold.hibernate.entity;

import dev.twofold.key.KeyFormat;
import dev.twofold.tier.entity.EntityLoad;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * States that one statement reads by some columns. It is prepared when it is first used: a mapping
 * has more than an application reads.
 */
abstract class KeyedStates implements EntityLoad {

  private final String name;
  private final List<StateColumn> keys;
  private volatile @Nullable StateRows rows;

  /**
   * @param keys the columns of a key
   */
  KeyedStates(String name, List<StateColumn> keys) {
    this.name = name;
    this.keys = List.copyOf(keys);
  }

  /**
   * Prepares the statement.
   *
   * @throws dev.twofold.error.ConfigurationException if the mapping cannot be read so
   */
  abstract StateRows prepare();

  /** Threads that are first at once each prepare, which is harmless. */
  final StateRows rows() {
    StateRows prepared = rows;
    if (prepared == null) {
      prepared = prepare();
      rows = prepared;
    }
    return prepared;
  }

  final List<StateColumn> keys() {
    return keys;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int keyColumns() {
    return keys.size();
  }

  @Override
  public final KeyFormat<Object> keyFormat() {
    return Keys.format(keys);
  }

  @Override
  public final String toString() {
    return name;
  }
}
