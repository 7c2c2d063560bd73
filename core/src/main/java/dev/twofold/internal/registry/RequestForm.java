package dev.twofold.internal.registry;

import dev.twofold.key.ParameterValues;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  /** Requests see the very object that the tiers keep. */
  static <K, C> RequestForm<K, C, C> cachedForm() {
    return new RequestForm<>() {
      @Override
      public C of(K key, C cached, Request request) {
        return cached;
      }

      @Override
      public boolean isCachedForm() {
        return true;
      }

      @Override
      public C cachedOf(C form) {
        return form;
      }
    };
  }

  /** Requests see a list that nobody can change. */
  static <K, E> RequestForm<K, List<E>, List<E>> unmodifiableList() {
    return new RequestForm<>() {
      @Override
      public List<E> of(K key, List<E> cached, Request request) {
        return List.copyOf(cached);
      }

      @Override
      public List<E> cachedOf(List<E> form) {
        return form;
      }
    };
  }

  /** Whether a form is the cached form: nothing is called to make it. Default: no. */
  default boolean isCachedForm() {
    return false;
  }

  /**
   * The cached form that a request form was made of, or an equal one; null if that cannot be told,
   * the default.
   */
  default @Nullable C cachedOf(V form) {
    return null;
  }

  /** Says that later questions for a key get a new form. Default: nothing to do. */
  default void forgotten(K key, Request request) {}

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

    /** A part of the request that has been made; null if it has not. */
    @Nullable Object partIfMade(Object key);
  }
}
