package dev.twofold.loader;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Another way to name a row: a user name, or several attributes together. The tiers keep the id
 * that a value stands for; the row lives under its id. Declare one as a static field of its loader,
 * and no other of the same attributes.
 *
 * @param <U> type of the values: that of the attribute, or a record with one component per
 *     attribute
 * @param <V> type of the rows
 */
public final class UniqueKey<U, V extends Record> {

  private final Class<? extends RowLoader<?, V>> loader;
  private final Class<U> type;
  private final List<String> attributes;
  private final UnaryOperator<U> normalization;

  private UniqueKey(
      Class<? extends RowLoader<?, V>> loader,
      Class<U> type,
      List<String> attributes,
      UnaryOperator<U> normalization) {
    this.loader = loader;
    this.type = type;
    this.attributes = attributes;
    this.normalization = normalization;
  }

  /**
   * A unique key.
   *
   * @param loader the loader that declares it
   * @param type the type of the attribute, or a record with one component per attribute, in the
   *     same order
   * @param attributes names of attributes that are components of the loader's record too; never
   *     null in the database for a row to be found
   */
  public static <U, V extends Record> UniqueKey<U, V> of(
      Class<? extends RowLoader<?, V>> loader, Class<U> type, String... attributes) {
    requireNonNull(loader, "loader");
    requireNonNull(type, "type");
    if (attributes.length == 0) {
      throw new IllegalArgumentException("a unique key needs at least one attribute");
    }
    return new UniqueKey<>(loader, type, List.of(attributes), UnaryOperator.identity());
  }

  /**
   * This key with values made equal that the database calls equal, such as {@code name ->
   * name.toLowerCase(Locale.ROOT)}; see {@link Loader#normalize}.
   */
  public UniqueKey<U, V> normalizing(UnaryOperator<U> normalization) {
    return new UniqueKey<>(
        loader, type, attributes, requireNonNull(normalization, "normalization"));
  }

  /** The loader that declares it. */
  public Class<? extends RowLoader<?, V>> loader() {
    return loader;
  }

  /** The type of its values. */
  public Class<U> type() {
    return type;
  }

  /** The names of its attributes. */
  public List<String> attributes() {
    return attributes;
  }

  /** A value in the spelling by which values are compared. */
  public U normalize(U value) {
    return normalization.apply(value);
  }

  @Override
  public String toString() {
    return loader.getSimpleName() + " by " + String.join(", ", attributes);
  }
}
