package dev.twofold.internal.registry;

import dev.twofold.key.ParameterValues;
import java.util.function.Supplier;

/**
 * Makes the request form of a cached form, once per key and request.
 *
 * @param <K> type of keys
 * @param <C> type of cached forms
 * @param <V> type of request forms
 */
@FunctionalInterface
public interface RequestForm<K, C, V> {

  /** The request form of a key; never null. */
  V of(K key, C cached, Request request);

  /** The request that a form is made for. */
  interface Request {

    /** The parameters of the loader whose form is made. */
    ParameterValues parameters();

    /**
     * A part of the request, made when it is first asked for, and forgotten with the request.
     *
     * @param key what to find it by
     * @param create makes it; called at most once per request and key. It must not ask for a part
     */
    <T> T part(Object key, Supplier<? extends T> create);
  }
}
