package dev.twofold.internal.registry;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loaders behind a relation to mapped rows.
 *
 * @param key the key of an owner, not normalized; null where it has none
 * @param lists ids by owner
 * @param rows rows by id
 * @param idOf the id of a row, not normalized; refuses a row type that does not have it
 * @param pages ids by page; made when first asked for, since not every relation can have pages
 * @param membership all loaders whose entries follow from which rows an owner has; more may come
 *     while relations are registered
 * @param <Q> type of the owners' keys
 * @param <K> type of the rows' keys
 * @param <V> type of the rows
 */
public record RelatedRows<Q, K, V>(
    Function<Object, @Nullable Q> key,
    RegisteredLoader<Q, List<K>, List<K>> lists,
    RegisteredLoader<K, ?, V> rows,
    Function<Object, K> idOf,
    Supplier<RegisteredLoader<PageKey<Q, K>, List<K>, List<K>>> pages,
    List<RegisteredLoader<Q, ?, ?>> membership) {}
