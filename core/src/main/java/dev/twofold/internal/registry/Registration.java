package dev.twofold.internal.registry;

import dev.twofold.codec.ValueCodec;
import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.registry.LoadFunction.Answer;
import dev.twofold.key.Parameter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.FormLoader;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.Loader;
import dev.twofold.loader.LoaderTypes;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.tier.Database;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Turns what an application registers into a {@link LoaderRegistry}, or says why it cannot. */
public final class Registration {

  private static final String NAME = "[A-Za-z0-9._-]{1,100}";

  private final TwofoldSettings settings;
  private final Map<String, Database> databases;
  private final TierFormats formats;
  private final Map<Class<?>, RegisteredLoader<?, ?, ?>> loaders = new LinkedHashMap<>();
  private final Map<UniqueKey<?, ?>, RegisteredUniqueKey<?, ?, ?>> uniqueKeys = new HashMap<>();
  private final Set<String> names = new TreeSet<>();
  private final Set<String> derivedRegions = new TreeSet<>();
  private final List<ListLoader<?, ?, ?>> lists = new ArrayList<>();
  private final Map<Class<?>, RowRegistration<?, ?>> rows = new LinkedHashMap<>();
  private final Set<Class<?>> declaringClasses = new LinkedHashSet<>();

  public Registration(
      TwofoldSettings settings, Map<String, Database> databases, TierFormats formats) {
    this.settings = settings;
    this.databases = databases;
    this.formats = formats;
  }

  /**
   * Takes a name and a region for a loader that is derived from a mapping.
   *
   * @return whether the name was free
   */
  public boolean derive(String name, String region) {
    derivedRegions.add(region);
    return names.add(name);
  }

  /** Adds a loader. */
  public void add(Loader<?, ?> loader) {
    Class<?> type = LoaderTypes.applicationClass(loader.getClass());
    declaringClasses.add(type);
    if (LoaderTypes.valueType(type) instanceof Class<?> value) {
      declaringClasses.add(value);
    }
    if (loader instanceof RowLoader<?, ?> rows) {
      addRows(rows);
    } else if (loader instanceof BatchLoader<?, ?> batch) {
      addBatch(batch);
    } else if (loader instanceof FormLoader<?, ?, ?> form) {
      addForm(form);
    } else if (loader instanceof ListLoader<?, ?, ?> list) {
      addList(list);
    }
  }

  /**
   * The registry of all that was added.
   *
   * @throws ConfigurationException if what was added does not fit together or to the settings
   */
  public LoaderRegistry finish() {
    refuseUnusedRegions();
    Map<Class<?>, RegisteredLoader<?, ?, ?>> rowsOfLists = new HashMap<>();
    for (ListLoader<?, ?, ?> list : lists) {
      RegisteredLoader<?, ?, ?> rows = loaders.get(LoaderTypes.applicationClass(list.rows()));
      if (rows == null) {
        throw new ConfigurationException(
            "%s lists ids of %s, which is not registered; registered: %s"
                .formatted(list.name(), list.rows().getSimpleName(), names));
      }
      rowsOfLists.put(LoaderTypes.applicationClass(list.getClass()), rows);
    }
    return new LoaderRegistry(
        loaders,
        uniqueKeys,
        rowsOfLists,
        new RelationLoaders(formats, names, rows),
        declaringClasses);
  }

  /** A region that no loader names is a misspelt one: its loader would follow the defaults. */
  private void refuseUnusedRegions() {
    Set<String> used = new TreeSet<>(derivedRegions);
    loaders.values().forEach(loader -> used.add(loader.region()));
    for (String region : settings.regions().keySet()) {
      if (!used.contains(region)) {
        throw new ConfigurationException(
            "setting 'regions' names '%s', which is the region of no loader; regions of the loaders: %s"
                .formatted(region, used));
      }
    }
  }

  private <K, V> void addBatch(BatchLoader<K, V> loader) {
    Class<?> type = check(loader);
    put(
        type,
        registered(
            loader,
            type,
            LoaderTypes.argument(type, BatchLoader.class, 0),
            () -> ValueCodec.of(LoaderTypes.argument(type, BatchLoader.class, 1)),
            (keys, call) -> Answer.of(loader.loadAll(keys, call)),
            RequestForm.cachedForm(),
            loader.batchLimit()));
  }

  private <K, C, V> void addForm(FormLoader<K, C, V> loader) {
    Class<?> type = check(loader);
    put(
        type,
        registered(
            loader,
            type,
            LoaderTypes.argument(type, FormLoader.class, 0),
            () -> ValueCodec.of(LoaderTypes.argument(type, FormLoader.class, 1)),
            (keys, call) -> Answer.of(loader.loadAll(keys, call)),
            (key, cached, request) -> loader.requestForm(key, cached),
            loader.batchLimit()));
  }

  private <A, K, V> void addList(ListLoader<A, K, V> loader) {
    Class<?> type = check(loader);
    lists.add(loader);
    put(
        type,
        this.<A, List<K>, List<K>>registered(
            loader,
            type,
            LoaderTypes.argument(type, ListLoader.class, 0),
            () -> ValueCodec.ofList(LoaderTypes.argument(type, ListLoader.class, 1)),
            (arguments, call) -> Answer.of(loader.loadAll(arguments, call)),
            (arguments, ids, request) -> List.copyOf(ids),
            Integer.MAX_VALUE));
  }

  private <K, V extends Record> void addRows(RowLoader<K, V> loader) {
    Class<?> type = check(loader);
    RowRegistration<K, V> registration =
        new RowRegistration<>(loader, type, requireDatabase(loader), formats);
    rows.put(type, registration);
    put(type, registration.loader());
    registration
        .uniqueKeys()
        .forEach(
            key -> {
              if (uniqueKeys.put(key.declared(), key) != null) {
                throw new ConfigurationException(key.declared() + " is declared twice");
              }
            });
  }

  private Database requireDatabase(Loader<?, ?> loader) {
    Database database = databases.get(loader.database());
    if (database == null) {
      throw new ConfigurationException(
          "%s reads the database '%s', which the engine does not have; databases: %s"
              .formatted(
                  loader.name(), loader.database(), databases.keySet().stream().sorted().toList()));
    }
    return database;
  }

  private <K, C, V> RegisteredLoader<K, C, V> registered(
      Loader<K, V> loader,
      Class<?> type,
      Type keyType,
      Supplier<ValueCodec<C>> codec,
      LoadFunction<K, C> load,
      RequestForm<K, C, V> requestForm,
      int batchLimit) {
    if (batchLimit < 1) {
      throw new ConfigurationException(
          "%s.batchLimit() is %d; allowed: 1 or more".formatted(type.getSimpleName(), batchLimit));
    }
    // A loader that names no database may do without one: it reads a remote service, for instance.
    Database database =
        loader.database().equals("default") ? databases.get("default") : requireDatabase(loader);
    Set<Parameter<?>> parameters = RegisteredLoader.identity(loader);
    UnaryOperator<K> normalization = loader::normalize;
    return new RegisteredLoader<>(
        loader.name(),
        loader.region(),
        parameters,
        loader.tenant(),
        normalization,
        load,
        requestForm,
        database == null ? batchLimit : Math.min(batchLimit, database.batchLimit(columns(keyType))),
        database,
        formats.of(loader, loader.name(), parameters, keyType, codec, loader.codec(), loader::tags),
        loader.shared(),
        List.of(),
        DeclaredImpact.of(loader, database, databases.values()));
  }

  /** How many columns a key has: one, or one per component of a record. */
  private static int columns(Type keyType) {
    return keyType instanceof Class<?> type && type.isRecord()
        ? Math.max(1, type.getRecordComponents().length)
        : 1;
  }

  private Class<?> check(Loader<?, ?> loader) {
    Class<?> type = LoaderTypes.applicationClass(loader.getClass());
    checkName(type, loader.name());
    if (loaders.containsKey(type)) {
      throw new ConfigurationException(
          "%s is registered twice; one loader per class".formatted(type.getName()));
    }
    if (!names.add(loader.name())) {
      throw new ConfigurationException(
          "two loaders have the name '%s'; override name() in one of them: %s"
              .formatted(loader.name(), type.getName()));
    }
    return type;
  }

  /**
   * Refuses a name that cannot be part of a key.
   *
   * @param type the class of the loader or computation that has it
   */
  public static void checkName(Class<?> type, String name) {
    if (!name.matches(NAME)) {
      throw new ConfigurationException(
          "%s has the name '%s'; allowed: 1 to 100 letters, digits, '.', '_' and '-'"
              .formatted(type.getName(), name));
    }
  }

  private void put(Class<?> type, RegisteredLoader<?, ?, ?> loader) {
    loaders.put(type, loader);
  }
}
