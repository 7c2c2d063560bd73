package dev.twofold.computation;

import dev.twofold.codec.ValueCodec;
import dev.twofold.key.Parameter;
import dev.twofold.loader.LoaderTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function whose results are kept in the tiers, beside the rows that they are computed from. An
 * application registers one instance per class with {@code Twofold.Builder.computations}, and asks
 * with {@code LoadScope.compute}. Computations are thread-safe and hold nothing of a request.
 *
 * <pre>{@code
 * public final class Thumbnail extends Computation<Thumbnail.Of, Image> {
 *   public record Of(long photoId, int width) {}
 *
 *   public List<Input<Of>> inputs() {
 *     return List.of(Input.of(PhotoLoader.class, Of::photoId));
 *   }
 *
 *   public Optional<Image> compute(Of of, Inputs inputs) {
 *     return inputs.find(PhotoLoader.class, of.photoId()).map(photo -> scaled(photo, of.width()));
 *   }
 * }
 * }</pre>
 *
 * <p>A result depends on its arguments and on its {@link #inputs}, and on nothing else: what is
 * computed from is part of the key, so that a changed row, a changed step or a new {@link #version}
 * is a miss, and a result that was computed from something older is never found under the new key.
 * Old entries are not removed; they end with the time of their region.
 *
 * <p>The methods here that describe the computation are read once, when the engine is built.
 *
 * @param <A> type of the arguments: what {@link dev.twofold.key.KeyFormat} can write, usually a
 *     record. Equal arguments are the same result, so the order inside sets and maps does not
 *     matter
 * @param <V> type of the results; immutable
 * @see BatchComputation
 */
public abstract class Computation<A, V> {

  /**
   * The name of the computation: part of every key in the shared tiers, so it stays what it is when
   * the class moves. No loader of the engine has the same. Default: the simple name of the class
   * that the application wrote.
   */
  public String name() {
    return LoaderTypes.applicationClass(getClass()).getSimpleName();
  }

  /**
   * The region whose policy its results follow. Default: {@code default}. A step that other
   * computations begin with has a region of a shorter time than theirs, as a rule: it is needed
   * again only when one of them is computed anew.
   */
  public String region() {
    return "default";
  }

  /**
   * A number to raise when the same arguments and inputs have another result than before. Older
   * results are no longer found, nor are those that were computed from them. Default: 1.
   */
  public int version() {
    return 1;
  }

  /** What the results are computed from, beside the arguments. Default: nothing. */
  public List<Input<A>> inputs() {
    return List.of();
  }

  /**
   * The parameters that its results depend on beside arguments and inputs; those of its steps are
   * counted in. Default: none.
   */
  public Set<Parameter<?>> parameters() {
    return Set.of();
  }

  /**
   * Whether its results go into the shared tiers. Default: true. Results of a computation that says
   * no stay in the request.
   */
  public boolean shared() {
    return true;
  }

  /** What the result for some arguments can be cleared by, beside its region. Default: nothing. */
  public Set<String> tags(A arguments) {
    return Set.of();
  }

  /** How results become bytes in the shared tiers. Default: null, a codec derived from the type. */
  public @Nullable ValueCodec<V> codec() {
    return null;
  }

  /**
   * For how many arguments together steps are asked and results computed, at most: what is computed
   * together is in memory together. Default: any number.
   */
  public int batchLimit() {
    return Integer.MAX_VALUE;
  }

  /**
   * Computes the result for some arguments that no tier had. Called on the thread that asked, for
   * one after the other.
   *
   * <p>An exception fails these arguments and no others, and is not remembered unless {@link
   * #resultOfFailure} says what stands for it.
   *
   * @param inputs what {@link #inputs} named, as it was when the key was made
   * @return empty: there is no result, which is remembered like the absence of a row
   */
  public abstract Optional<V> compute(A arguments, Inputs inputs) throws Exception;

  /**
   * The result that stands for a failure of {@link #compute}: an image that says that the original
   * is broken, for instance. It is kept like a result, but as briefly as the knowledge that there
   * is none.
   *
   * <p>Not asked where a row or a step could not be loaded: that is no failure of the computation,
   * and is never remembered.
   *
   * @return empty, the default: the failure is not remembered, and the next question tries again
   */
  public Optional<V> resultOfFailure(A arguments, Exception failure) {
    return Optional.empty();
  }
}
