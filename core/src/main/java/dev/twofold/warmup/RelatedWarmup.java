package dev.twofold.warmup;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.loader.Loader;
import java.util.Collection;
import java.util.function.Function;

/**
 * What is usually read next: once a request has loaded a value that was not in the near tier, some
 * keys of another loader are read in the background. No reader waits for it, and what was read for
 * this reason warms nothing further.
 *
 * <pre>{@code
 * RelatedWarmup.of(StoryLoader.class, UserLoader.class, story -> List.of(story.authorId()))
 * }</pre>
 *
 * @param loader whose values are loaded by requests
 * @param related whose values are read then; its parameters are among those of the first
 * @param keys which, of a value; called on another thread, without the scope of the reader
 * @param valuesPerRequest values of one request that count at most; default 200
 * @param <V> type of values
 * @param <K> type of keys of the other loader
 */
public record RelatedWarmup<V, K>(
    Class<? extends Loader<?, V>> loader,
    Class<? extends Loader<K, ?>> related,
    Function<? super V, ? extends Collection<? extends K>> keys,
    int valuesPerRequest) {

  public RelatedWarmup {
    requireNonNull(loader, "loader");
    requireNonNull(related, "related");
    requireNonNull(keys, "keys");
    if (valuesPerRequest < 1) {
      throw new ConfigurationException(
          "related warm-up of %s: 'valuesPerRequest' is %d; allowed: 1 or more"
              .formatted(loader.getSimpleName(), valuesPerRequest));
    }
  }

  /** With the limit per request at its default. */
  public static <V, K> RelatedWarmup<V, K> of(
      Class<? extends Loader<?, V>> loader,
      Class<? extends Loader<K, ?>> related,
      Function<? super V, ? extends Collection<? extends K>> keys) {
    return new RelatedWarmup<>(loader, related, keys, 200);
  }

  /** This one with another limit per request. */
  public RelatedWarmup<V, K> valuesPerRequest(int limit) {
    return new RelatedWarmup<>(loader, related, keys, limit);
  }
}
