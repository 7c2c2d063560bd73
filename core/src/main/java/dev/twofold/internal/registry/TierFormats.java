package dev.twofold.internal.registry;

import dev.twofold.codec.ValueCodec;
import dev.twofold.error.ConfigurationException;
import dev.twofold.key.KeyFormat;
import dev.twofold.key.Parameter;
import dev.twofold.loader.Loader;
import dev.twofold.settings.TwofoldSettings;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the {@link TierFormat}s of loaders. */
final class TierFormats {

  private final TwofoldSettings settings;
  private final boolean distributed;

  TierFormats(TwofoldSettings settings, boolean distributed) {
    this.settings = settings;
    this.distributed = distributed;
  }

  /**
   * How the entries of a loader look in shared tiers; null if it has none there, so that its types
   * need no text and no bytes.
   *
   * @param name that of the loader, or of one of its unique keys
   * @param derived makes the codec that follows from the type
   * @param own the codec that the loader brings; null: none
   */
  @SuppressWarnings("unchecked") // an own codec is for the loader's cached forms, by its contract
  <K, C> @Nullable TierFormat<K, C> of(
      Loader<?, ?> loader,
      String name,
      Set<Parameter<?>> parameters,
      Type keyType,
      Supplier<ValueCodec<C>> derived,
      @Nullable ValueCodec<?> own) {
    if (!distributed || !loader.shared()) {
      return null;
    }
    try {
      KeyFormat<K> keys = KeyFormat.of(keyType);
      ValueCodec<C> codec = own == null ? derived.get() : (ValueCodec<C>) own;
      return new TierFormat<>(
          settings.application(),
          name,
          parameters,
          loader.version(),
          keys,
          codec,
          settings.region(loader.region()));
    } catch (ConfigurationException e) {
      throw new ConfigurationException(loader.name() + ": " + e.getMessage(), e);
    }
  }
}
