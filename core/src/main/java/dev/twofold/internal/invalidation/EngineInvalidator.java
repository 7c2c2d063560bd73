package dev.twofold.internal.invalidation;

import static java.util.Objects.requireNonNull;

import dev.twofold.Invalidator;
import dev.twofold.MatchingKeys;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.TableChange;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.Loader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Declares values stale; requests of the calling thread forget them. */
final class EngineInvalidator implements Invalidator {

  private final LoaderRegistry registry;
  private final AllLoaders loaders;
  private final WritePath path;
  private final ParameterValues tenants;

  EngineInvalidator(
      LoaderRegistry registry, AllLoaders loaders, WritePath path, ParameterValues tenants) {
    this.registry = registry;
    this.loaders = loaders;
    this.path = path;
    this.tenants = tenants;
  }

  @Override
  public <K, V> boolean invalidate(
      Class<? extends Loader<K, V>> loader, Collection<? extends K> keys) {
    RegisteredLoader<K, ?, V> registered = registry.require(requireNonNull(loader, "loader"));
    Set<K> stale = new HashSet<>();
    for (K key : requireNonNull(keys, "keys")) {
      stale.add(requireNonNull(key, "a key is null"));
    }
    Parameter<?> tenant = registered.tenant();
    if (tenant != null && tenants.find(tenant).isEmpty()) {
      throw new IllegalStateException(
          "keys of %s are stale under one tenant, but the parameter '%s' has no value; name it with Twofold.invalidator(ParameterValues), or clear the loader"
              .formatted(registered.name(), tenant.name()));
    }
    WrittenKeys written = new WrittenKeys(path.limit());
    written.add(Impacts.ofKeys(registered, stale, Tenants.of(tenants)));
    return deliver(written.effects());
  }

  @Override
  public boolean clear(Class<? extends Loader<?, ?>> loader) {
    RegisteredLoader<?, ?, ?> registered = require(requireNonNull(loader, "loader"));
    List<Effect<?>> effects = new ArrayList<>();
    effects.add(Effect.onAll(registered));
    registered.uniqueKeys().forEach(uniqueKey -> effects.add(Effect.onAll(uniqueKey.ids())));
    return deliver(effects);
  }

  @SuppressWarnings("unchecked") // only what does not depend on the types is used
  private RegisteredLoader<?, ?, ?> require(Class<? extends Loader<?, ?>> loader) {
    return registry.require((Class<? extends Loader<Object, Object>>) loader);
  }

  @Override
  public boolean clearRegion(String region) {
    requireNonNull(region, "region");
    loaders.prepare();
    List<Effect<?>> effects = all(loader -> loader.region().equals(region));
    if (effects.isEmpty()) {
      throw new IllegalArgumentException(
          "no loader is in the region '%s'; regions: %s".formatted(region, loaders.regions()));
    }
    // With its loaders: to a node of another version they may belong to another region.
    Invalidation loadersOfRegion = Names.of(effects);
    return deliver(
        effects,
        loadersOfRegion.and(new Invalidation(Set.of(), Set.of(), Set.of(region), Set.of())));
  }

  /** Requests do not know the tags of what they have: they forget everything. */
  @Override
  public boolean clearTag(String tag) {
    requireNonNull(tag, "tag");
    return deliver(
        all(loader -> true), new Invalidation(Set.of(), Set.of(), Set.of(), Set.of(tag)));
  }

  @Override
  public MatchingKeys matching(Class<? extends Loader<?, ?>> loader, String pattern) {
    RegisteredLoader<?, ?, ?> registered = require(requireNonNull(loader, "loader"));
    KeyPattern wanted = KeyPattern.of(pattern);
    TierFormat<?, ?> format = registered.tierFormat();
    if (format == null || !path.searches().arePossible()) {
      throw new IllegalStateException(
          "%s has no entries in a distributed tier that could be searched by a pattern; clear it as a whole"
              .formatted(registered.name()));
    }
    Parameter<?> tenant = registered.tenant();
    return new PatternSearch(
        registered,
        format.names(tenant == null ? null : tenants.find(tenant).orElse(null)),
        wanted,
        PatternSearch.ENTRIES,
        progress -> {},
        () -> false,
        path.searches(),
        path.delivery(),
        () -> forget(List.of(Effect.onAll(registered))));
  }

  private List<Effect<?>> all(Predicate<RegisteredLoader<?, ?, ?>> which) {
    List<Effect<?>> effects = new ArrayList<>();
    loaders.forEach(
        loader -> {
          if (which.test(loader)) {
            effects.add(Effect.onAll(loader));
          }
        });
    return effects;
  }

  @Override
  public boolean tablesChanged(Set<String> tables) {
    Set<String> names =
        requireNonNull(tables, "tables").stream()
            .map(table -> table.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return deliver(effects(List.of(new TableChange(names, false, null))));
  }

  @Override
  public boolean rowsChanged(Class<?> entity, Collection<?> ids) {
    requireNonNull(entity, "entity");
    List<Change> changes = new ArrayList<>();
    for (Object id : requireNonNull(ids, "ids")) {
      changes.add(new UnknownRowChange(entity, requireNonNull(id, "an id is null")));
    }
    return deliver(effects(changes));
  }

  private List<Effect<?>> effects(List<? extends Change> changes) {
    WrittenKeys written = new WrittenKeys(path.limit());
    for (Change change : changes) {
      path.impacts().of(change, null, Tenants.of(tenants)).forEach(written::add);
    }
    return written.effects();
  }

  private boolean deliver(List<Effect<?>> effects) {
    return deliver(effects, Names.of(effects));
  }

  /** Requests forget before and after: a read in between may have brought the old value back. */
  private boolean deliver(List<Effect<?>> effects, Invalidation stale) {
    forget(effects);
    boolean confirmed = path.delivery().invalidate(stale);
    forget(effects);
    return confirmed;
  }

  private void forget(List<Effect<?>> effects) {
    for (WritingScope scope : path.scopesOfThread().get()) {
      scope.preferWriter();
      scope.forget(request -> effects.forEach(effect -> effect.forget(request)));
    }
  }
}
