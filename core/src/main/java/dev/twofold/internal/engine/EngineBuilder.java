package dev.twofold.internal.engine;

import static java.util.Objects.requireNonNull;

import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.entity.EntityRegistration;
import dev.twofold.internal.entity.RegisteredEntities;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.Registration;
import dev.twofold.internal.relation.RelationRegistry;
import dev.twofold.loader.Loader;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.tier.Database;
import dev.twofold.tier.DistributedTier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the parts of an engine, and checks that they fit. */
public final class EngineBuilder implements Twofold.Builder {

  private final Map<String, Database> databases = new LinkedHashMap<>();
  private final List<Loader<?, ?>> loaders = new ArrayList<>();
  private final List<Class<?>> declaringClasses = new ArrayList<>();
  private final OwnedParts owned = new OwnedParts();
  private @Nullable DistributedTier distributed;
  private @Nullable TwofoldSettings settings;
  private boolean built;

  @Override
  public Twofold.Builder database(Database database) {
    requireNonNull(database, "database");
    if (databases.putIfAbsent(database.name(), database) != null) {
      throw new ConfigurationException(
          "two databases have the name '%s'; give one of them another".formatted(database.name()));
    }
    owned.add(database);
    return this;
  }

  @Override
  public Twofold.Builder distributed(DistributedTier tier) {
    requireNonNull(tier, "tier");
    if (distributed != null) {
      throw new ConfigurationException("the distributed tier is set twice; an engine has one");
    }
    distributed = tier;
    owned.add(tier);
    return this;
  }

  @Override
  public Twofold.Builder settings(TwofoldSettings settings) {
    requireNonNull(settings, "settings");
    if (this.settings != null) {
      throw new ConfigurationException("the settings are set twice; an engine has one set");
    }
    this.settings = settings;
    return this;
  }

  @Override
  public Twofold.Builder register(Loader<?, ?>... loaders) {
    for (Loader<?, ?> loader : loaders) {
      this.loaders.add(requireNonNull(loader, "loader"));
    }
    return this;
  }

  @Override
  public Twofold.Builder relations(Class<?>... declaringClasses) {
    for (Class<?> type : declaringClasses) {
      this.declaringClasses.add(requireNonNull(type, "declaring class"));
    }
    return this;
  }

  @Override
  public Twofold build() {
    if (built) {
      throw new IllegalStateException("a builder builds one engine; this one has");
    }
    built = true;
    try {
      TwofoldSettings chosen = settings == null ? TwofoldSettings.defaults() : settings;
      Registration registration = new Registration(chosen, databases, distributed != null);
      loaders.forEach(registration::add);
      RegisteredEntities entities =
          new EntityRegistration(chosen, distributed != null, registration::derive)
              .register(databases.values());
      LoaderRegistry registry = registration.finish();
      RelationRegistry relations = new RelationRegistry(registry, declaringClasses);
      return new Engine(registry, entities, relations, chosen, distributed, owned);
    } catch (RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(RuntimeException failure) {
    try {
      owned.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
