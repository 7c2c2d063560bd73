package dev.twofold.hibernate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a statement that is prepared for keys. Lists of keys are filled up to a power of two
 * with the last key, so that few texts exist, each translated once; where the dialect has arrays
 * there is one. Thread-safe.
 */
final class KeyTexts {

  private final List<ColumnType> columns;
  private final @Nullable KeyArray array;
  private final int limit;
  private final Supplier<StatementText> ofArray;
  private final IntFunction<StatementText> ofList;
  private final Map<Integer, StatementText> texts = new ConcurrentHashMap<>();

  /**
   * Translates the text for one key, so that what cannot be translated is refused here.
   *
   * @param columns those of a key
   * @param ofArray translates for an array of keys
   * @param ofList translates for a list of that many keys
   */
  KeyTexts(
      List<ColumnType> columns,
      BatchLimits limits,
      Supplier<StatementText> ofArray,
      IntFunction<StatementText> ofList) {
    this.columns = List.copyOf(columns);
    this.array =
        columns.size() == 1 && limits.bindsArrays() ? KeyArrays.find(columns.get(0)) : null;
    this.limit = limits.keys(columns.size());
    this.ofArray = ofArray;
    this.ofList = ofList;
    text(1);
  }

  /**
   * The text for some number of keys.
   *
   * @throws IllegalArgumentException if they are more than one statement may take
   */
  StatementText text(int keys) {
    return array != null
        ? texts.computeIfAbsent(1, one -> ofArray.get())
        : texts.computeIfAbsent(BatchLimits.filledUp(keys, limit), ofList::apply);
  }

  /**
   * The values for the parameters of a text.
   *
   * @param keys the columns of all keys, one key after the other, as the driver wants them
   */
  StatementText.Values values(@Nullable Object[] keys, WrapperOptions options) {
    if (array != null) {
      return (statement, index, position) -> array.bind(statement, index, keys);
    }
    return (statement, index, position) -> {
      int column = position % columns.size();
      // A parameter behind the last key repeats it.
      int value = Math.min(position, keys.length - columns.size() + column);
      columns.get(column).bind(statement, index, keys[value], options);
    };
  }
}
