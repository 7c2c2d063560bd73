package dev.twofold.internal.scope;

import static java.util.Objects.requireNonNull;

import dev.twofold.Contents;
import dev.twofold.error.LoadException;
import dev.twofold.internal.read.Asked;
import dev.twofold.internal.read.Keys;
import dev.twofold.internal.read.Waves;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.Owners;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.key.ParameterValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request was made of, with what it takes to look it up again.
 *
 * @param registry the loaders of its engine
 * @param parameters those that the request was opened with
 * @param parts the keys by loader
 * @param whyPrivate null: other requests may be given it
 * @param hash null: it has no digest
 */
record RequestContents(
    LoaderRegistry registry,
    ParameterValues parameters,
    List<Part<?, ?>> parts,
    @Nullable String whyPrivate,
    @Nullable String hash,
    Set<StaleKey> entries,
    Set<String> tags,
    Duration timeToLive)
    implements Contents {

  RequestContents {
    parts = List.copyOf(parts);
    entries = Set.copyOf(entries);
    tags = Set.copyOf(tags);
  }

  /**
   * Some entries of one loader.
   *
   * @param parameters those of the loader
   */
  record Part<K, C>(
      RegisteredLoader<K, C, ?> loader,
      TierFormat<K, C> format,
      ParameterValues parameters,
      List<K> keys) {

    private LoaderStore<K, C, ?> in(RequestStore store) {
      return store.of(loader, parameters);
    }

    Asked<K> askedIn(RequestStore store) {
      return new Asked<>(in(store), Keys.copyOf(keys));
    }

    /** Adds the digests of its entries; false if one has none. */
    boolean addTo(EntryDigests digests, RequestStore store) {
      LoaderStore<K, C, ?> known = in(store);
      for (K key : keys) {
        if (!digests.add(known, format, key)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The digest of some entries as a request knows them; null if one has none. */
  static @Nullable String hash(List<Part<?, ?>> parts, RequestStore store) {
    EntryDigests digests = new EntryDigests();
    for (Part<?, ?> part : parts) {
      if (!part.addTo(digests, store)) {
        return null;
      }
    }
    return digests.all();
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.ofNullable(whyPrivate);
  }

  @Override
  public Optional<String> digest() {
    return Optional.ofNullable(hash);
  }

  /**
   * As {@link dev.twofold.LoadScope#isCurrent}.
   *
   * @param loaders those of the engine of the request that asks
   * @param values what that request was opened with
   */
  static boolean areCurrent(
      Contents contents, LoaderRegistry loaders, ParameterValues values, Waves waves) {
    return requireNonNull(contents, "contents") instanceof RequestContents earlier
        && earlier.isCurrent(loaders, values, waves);
  }

  private boolean isCurrent(LoaderRegistry others, ParameterValues values, Waves waves) {
    if (hash == null || !registry.equals(others) || !parameters.equals(values)) {
      return false;
    }
    RequestStore apart = new RequestStore(new Owners(type -> false));
    List<Asked<?>> asked = new ArrayList<>(parts.size());
    for (Part<?, ?> part : parts) {
      asked.add(part.askedIn(apart));
    }
    Waves looks = waves.apart(apart);
    try {
      looks.peekAll(asked);
    } catch (LoadException e) {
      return false; // the request has no time left for it
    }
    return looks.areOthersHeard() && hash.equals(hash(parts, apart));
  }
}
