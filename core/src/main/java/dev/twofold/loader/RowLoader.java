package dev.twofold.loader;

import static java.util.Objects.requireNonNull;

/**
 * Rows of a mapped entity as immutable records. Component names are attribute names; {@code
 * authorId} is the foreign key of the to-one attribute {@code author}. The statement is derived
 * from the mapping and prepared once, when the engine is built; what does not fit is refused then.
 *
 * <pre>{@code
 * public final class UserLoader extends RowLoader<Long, User> {
 *   public static final UniqueKey<String, User> BY_NAME =
 *       UniqueKey.of(UserLoader.class, String.class, "name");
 *
 *   public UserLoader() {
 *     super(UserEntity.class);
 *   }
 * }
 * }</pre>
 *
 * Static fields of type {@link UniqueKey} of the class are its unique keys.
 *
 * @param <K> type of the id; for a composite id the embeddable, or a record with the same
 *     attributes
 * @param <V> the record
 */
public abstract non-sealed class RowLoader<K, V extends Record> extends Loader<K, V> {

  private final Class<?> entity;

  /**
   * @param entity a class that is mapped in the loader's database
   */
  protected RowLoader(Class<?> entity) {
    this.entity = requireNonNull(entity, "entity");
  }

  /** The mapped entity. */
  public final Class<?> entity() {
    return entity;
  }
}
