package dev.twofold.internal.computation;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.LoadException;
import dev.twofold.relation.Lazy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One value that a result is computed from. Used by one thread at a time. */
sealed interface Part {

  /**
   * What a computation asks for it by.
   *
   * @param type the class of the loader or of the computation
   * @param key the normalized key, or the arguments
   */
  record Name(Class<?> type, Object key) {}

  Name name();

  /** Adds what the key of the result says of it. */
  void addTo(InputDigest digest);

  /** Whether it has expired. */
  boolean isStale(Asking asking);

  /** Has it looked for with the next wave, unless it was needed for the key. */
  void ask(Asking asking);

  /**
   * What it is; empty if there is none.
   *
   * @throws LoadException if it could not be loaded
   */
  Optional<?> value();

  /** The value of a key of a loader; what it was when the key of the result was made. */
  final class OfValue<K, V> implements Part {

    private final ValueSource<K, V> source;
    private final K key;
    private final Lazy<V> handle;
    private @Nullable V value;
    private boolean isRead;

    OfValue(ValueSource<K, V> source, K key, Lazy<V> handle) {
      this.source = source;
      this.key = key;
      this.handle = handle;
    }

    @Override
    public Name name() {
      return new Name(source.type(), key);
    }

    @Override
    public void addTo(InputDigest digest) {
      Optional<V> read = value();
      if (read.isPresent()) {
        digest.add(bytes(read.get()));
      } else {
        digest.addAbsence();
      }
    }

    private byte[] bytes(V read) {
      try {
        return source.codec().encode(read);
      } catch (RuntimeException e) {
        throw new LoadException(
            "a value of %s cannot be written (%s), so nobody can tell which results are computed from it"
                .formatted(source.loader(), e.getClass().getSimpleName()),
            e);
      }
    }

    @Override
    public boolean isStale(Asking asking) {
      return asking.isStale(source.loader(), key);
    }

    @Override
    public void ask(Asking asking) {}

    @Override
    public Optional<V> value() {
      if (!isRead) {
        value = handle.find().orElse(null);
        isRead = true;
      }
      return Optional.ofNullable(value);
    }
  }

  /** The result of a step, whose key is enough until the result itself must be computed. */
  final class OfStep<B, W> implements Part {

    private final Draft<B, W> draft;
    private @Nullable Lazy<W> handle;

    OfStep(Draft<B, W> draft) {
      this.draft = draft;
    }

    @Override
    public Name name() {
      return new Name(draft.computation().type(), draft.arguments());
    }

    @Override
    public void addTo(InputDigest digest) {
      digest.add(draft.key().inputs());
    }

    @Override
    public boolean isStale(Asking asking) {
      return draft.isStale();
    }

    @Override
    public void ask(Asking asking) {
      handle = asking.lazy(draft);
    }

    @Override
    public Optional<W> value() {
      return requireNonNull(handle, "the step was not asked for").find();
    }
  }
}
