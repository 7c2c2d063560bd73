package dev.twofold.internal.registry;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The loader behind an aggregate of mapped rows.
 *
 * @param key the key of an owner, not normalized; null where it has none
 * @param results results by owner
 * @param none the result of an owner without rows; null: it has none
 * @param lists the loaders of complete lists of the same rows; more may come while relations are
 *     registered
 * @param rows the loader of the rows that the lists name
 * @param membership all loaders whose entries follow from which rows an owner has; as above
 * @param <Q> type of the owners' keys
 * @param <N> type of the results
 */
public record RelatedAggregate<Q, N>(
    Function<Object, @Nullable Q> key,
    RegisteredLoader<Q, N, N> results,
    @Nullable N none,
    List<RegisteredLoader<Q, ?, ?>> lists,
    RegisteredLoader<?, ?, ?> rows,
    List<RegisteredLoader<Q, ?, ?>> membership) {}
