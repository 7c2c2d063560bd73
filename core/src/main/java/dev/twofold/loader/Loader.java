package dev.twofold.loader;

import dev.twofold.codec.ValueCodec;
import dev.twofold.key.Parameter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers keys of one kind from a database or another service, many at a time. An application
 * registers one instance per class with the engine and names the class when it asks. Loaders are
 * thread-safe and hold nothing of a request.
 *
 * <p>Choose what to extend: {@link RowLoader} for rows of a mapped entity, {@link BatchLoader} for
 * anything else, {@link FormLoader} where requests see another form than the tiers keep, {@link
 * ListLoader} for the ids that a query finds.
 *
 * <p>The methods here describe the loader and are read once, when the engine is built.
 *
 * @param <K> type of keys: {@code Long}, {@code Integer}, {@code Short}, {@code String}, {@code
 *     UUID}, an enum, a {@code java.time} value, or a record of these; {@link
 *     dev.twofold.key.KeyFormat} has all
 * @param <V> type of values; immutable
 */
public abstract sealed class Loader<K, V> permits BatchLoader, FormLoader, ListLoader, RowLoader {

  Loader() {}

  /**
   * The name of the loader: part of every key in the shared tiers, so it stays what it is when the
   * class moves. Unique within an engine. Default: the simple name of the class that the
   * application wrote.
   */
  public String name() {
    return LoaderTypes.applicationClass(getClass()).getSimpleName();
  }

  /** The region whose policy its entries follow. Default: {@code default}. */
  public String region() {
    return "default";
  }

  /** The database that it reads. Default: {@code default}. */
  public String database() {
    return "default";
  }

  /** The parameters that its values depend on beside the key. Default: none. */
  public Set<Parameter<?>> parameters() {
    return Set.of();
  }

  /**
   * The parameter whose value is the tenant id: rows of entities with a {@code @TenantId} are read
   * under it, and the sessions of a {@link LoadContext} are opened with it. Required for a {@link
   * RowLoader} of such an entity. It counts as one of the loader's {@link #parameters}. Default:
   * null, none.
   */
  public @Nullable Parameter<?> tenant() {
    return null;
  }

  /**
   * Whether its values go into the shared tiers. Default: true. Values of a loader that says no
   * stay in the request.
   */
  public boolean shared() {
    return true;
  }

  /**
   * A number to raise when the meaning of its values changes though their shape does not: older
   * entries are no longer read. Default: 1.
   */
  public int version() {
    return 1;
  }

  /**
   * Makes keys equal that the database calls equal: under a collation that ignores case, {@code key
   * -> key.toLowerCase(Locale.ROOT)}; for blank-padded columns, {@code String::stripTrailing}.
   * Applied to keys that are asked for and to keys that a load answers. Default: the key itself.
   */
  public K normalize(K key) {
    return key;
  }

  /**
   * What its values are computed from beside their keys, so that writes make the right ones stale.
   * A {@link RowLoader} depends on its entity without saying so. Default: none; then values are
   * stale when somebody says so, or when their time is over.
   */
  public List<Dependency<K>> dependencies() {
    return List.of();
  }

  /**
   * What the entry of a key can be cleared by, beside its region: names that entries of several
   * loaders may share. Default: none.
   */
  public Set<String> tags(K key) {
    return Set.of();
  }

  /**
   * How values become bytes in the shared tiers; for a {@link FormLoader} the cached forms.
   * Default: null, a codec derived from the type.
   */
  public @Nullable ValueCodec<?> codec() {
    return null;
  }
}
