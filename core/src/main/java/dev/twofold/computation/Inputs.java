package dev.twofold.computation;

import dev.twofold.key.Parameter;
import dev.twofold.loader.Loader;
import java.time.Duration;
import java.util.Optional;

/**
 * What a result is computed from: what {@link Computation#inputs} has named for its arguments, and
 * nothing else. Valid during the call only, on the calling thread.
 *
 * <p>What a computation reads in any other way, from the scope of the request for instance, is not
 * part of its key: nobody notices when that changes.
 */
public interface Inputs {

  /**
   * The value of a key, or empty if there is none.
   *
   * @throws dev.twofold.error.LoadException if the computation has not named it
   */
  <K, V> Optional<V> find(Class<? extends Loader<K, V>> loader, K key);

  /**
   * The value of a key.
   *
   * @throws dev.twofold.error.AbsentException if there is none
   * @throws dev.twofold.error.LoadException if the computation has not named it
   */
  <K, V> V require(Class<? extends Loader<K, V>> loader, K key);

  /**
   * The result of a step, or empty if there is none.
   *
   * @throws dev.twofold.error.LoadException if the computation has not named it
   */
  <B, W> Optional<W> findStep(Class<? extends Computation<B, W>> step, B arguments);

  /**
   * The result of a step.
   *
   * @throws dev.twofold.error.AbsentException if there is none
   * @throws dev.twofold.error.LoadException if the computation has not named it
   */
  <B, W> W requireStep(Class<? extends Computation<B, W>> step, B arguments);

  /** The value of a parameter that the computation or one of its steps has named. */
  <T> T parameter(Parameter<T> parameter);

  /** What is left of the time that this call may take; zero when it is used up. */
  Duration remaining();
}
