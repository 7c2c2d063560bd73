package dev.twofold.internal.scope;

import static java.util.Objects.requireNonNull;

import dev.twofold.Contents;
import dev.twofold.Entities;
import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.computation.Computation;
import dev.twofold.error.AbsentException;
import dev.twofold.internal.computation.ComputationRegistry;
import dev.twofold.internal.entity.RegisteredEntities;
import dev.twofold.internal.invalidation.Writes;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.internal.read.Keys;
import dev.twofold.internal.read.Mode;
import dev.twofold.internal.read.Pause;
import dev.twofold.internal.read.ReadObserver;
import dev.twofold.internal.read.SharedLoads;
import dev.twofold.internal.read.SharedTiers;
import dev.twofold.internal.read.WaveUse;
import dev.twofold.internal.read.Waves;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.RegisteredUniqueKey;
import dev.twofold.internal.relation.PlanSuggestions;
import dev.twofold.internal.relation.RelationRegistry;
import dev.twofold.internal.relation.RequestRelations;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.Owners;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.internal.tiers.FillQueue;
import dev.twofold.internal.tiers.RequestTier;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.internal.tiers.TripCounters;
import dev.twofold.internal.tiers.WaitBudget;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.Loader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.relation.Cohorts;
import dev.twofold.relation.Lazy;
import dev.twofold.relation.Plan;
import dev.twofold.relation.Relation;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.ScopeStats;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The scope of one request: puts its parts together and finds the store that a question is for. */
public final class RequestScope implements LoadScope {

  private final LoaderRegistry registry;
  private final Block outermost;
  private final TripCounters trips = new TripCounters();
  private final RequestStore store;
  private final Waves waves;
  private final Stores stores;
  private final Questions questions;
  private final Writes engineWrites;
  private final ScopeWrites writes;
  private final RareParts rare;

  /** The hold on the thread that opened the scope; null if it was opened unbound. */
  private @Nullable ThreadBinding opened;

  public RequestScope(
      LoaderRegistry registry,
      RegisteredEntities entities,
      RelationRegistry relationRegistry,
      ComputationRegistry computationRegistry,
      PlanSuggestions suggestions,
      TwofoldSettings settings,
      @Nullable DistributedTier distributed,
      NearCaches near,
      Pause pause,
      FillQueue fillQueue,
      SharedLoads loads,
      TierHealth health,
      Writes engineWrites,
      BooleanSupplier engineClosed,
      ReadObserver observer,
      ParameterValues parameters) {
    this.registry = registry;
    this.outermost = Block.of(parameters, WaitBudget.of(settings.requestBudget(), health.clock()));
    this.store = new RequestStore(new Owners(relationRegistry::isOwner));
    Supplier<WaitBudget> waits = () -> block().waits();
    RequestTier tier =
        new RequestTier(distributed, near, settings.distributedBudget(), waits, health, trips);
    this.engineWrites = engineWrites;
    this.writes = new ScopeWrites(store, this);
    SharedTiers tiers =
        new SharedTiers(tier, near, writes, engineWrites.undelivered(), pause, fillQueue, loads);
    this.waves =
        new Waves(
            store,
            new WaveUse(
                tiers,
                trips,
                settings.databaseBudget(),
                settings.maximumValuesPerScope(),
                waits,
                () -> block().source(writes::source),
                engineWrites::flushCallersTransactions,
                engineClosed,
                observer,
                near.gaps()));
    this.stores = new Stores(registry, store, waves, this);
    this.questions = new Questions(waves, settings.maximumKeysPerCall());
    this.rare =
        new RareParts(
            this,
            computationRegistry,
            entities,
            relationRegistry,
            suggestions,
            settings,
            stores,
            questions,
            engineWrites.delivery(),
            trips);
  }

  /** Does something while no wave runs. */
  void runAlone(Runnable action) {
    waves.runAlone(action);
  }

  /** Whether this scope asks the loaders of an engine. */
  boolean asks(LoaderRegistry loaders) {
    return registry.equals(loaders);
  }

  /** What it writes. */
  ScopeWrites writes() {
    return writes;
  }

  /** Binds the scope to this thread until it is closed. */
  public RequestScope opened() {
    opened = bind();
    return this;
  }

  /** What the calling thread has set. */
  Block block() {
    ThreadScopes.Frame frame = ThreadScopes.of(this);
    return frame == null ? outermost : frame.block();
  }

  @Override
  public <K, V> Optional<V> find(Class<? extends Loader<K, V>> loader, K key) {
    return questions.one(stores.of(loader), key, Mode.READ);
  }

  @Override
  public <K, V> Loaded<K, V> findAll(
      Class<? extends Loader<K, V>> loader, Collection<? extends K> keys) {
    return questions.many(stores.of(loader), keys, Mode.READ);
  }

  /** Reads keys of a loader that no class stands for, as of one that is derived from a mapping. */
  public <K, V> Loaded<K, V> findAll(RegisteredLoader<K, ?, V> loader, Keys<K> keys) {
    return questions.many(stores.of(loader), keys.stream().toList(), Mode.READ);
  }

  @Override
  public <K, V> V require(Class<? extends Loader<K, V>> loader, K key) {
    LoaderStore<K, ?, V> loaderStore = stores.of(loader);
    return questions
        .one(loaderStore, key, Mode.READ)
        .orElseThrow(() -> new AbsentException(loaderStore.loader().name(), List.of(key)));
  }

  @Override
  public <K, V> List<V> requireAll(
      Class<? extends Loader<K, V>> loader, Collection<? extends K> keys) {
    LoaderStore<K, ?, V> loaderStore = stores.of(loader);
    Loaded<K, V> loaded = questions.many(loaderStore, keys, Mode.READ);
    List<V> values = loaded.inOrder();
    List<K> missing = loaded.missing();
    if (!missing.isEmpty()) {
      throw new AbsentException(loaderStore.loader().name(), missing);
    }
    return values;
  }

  @Override
  public <U, V extends Record> Optional<V> findBy(UniqueKey<U, V> uniqueKey, U value) {
    List<U> values = List.of(requireNonNull(value, "value"));
    return findAllBy(uniqueKey, values).inOrder().stream().findFirst();
  }

  @Override
  public <U, V extends Record> Loaded<U, V> findAllBy(
      UniqueKey<U, V> uniqueKey, Collection<? extends U> values) {
    RegisteredUniqueKey<U, Object, V> registered =
        registry.require(requireNonNull(uniqueKey, "uniqueKey"));
    return new UniqueQuestions(questions)
        .many(
            registered,
            stores.of(registered.ids()),
            stores.of(uniqueKey),
            requireNonNull(values, "values"));
  }

  @Override
  public <A, K, V> List<V> list(Class<? extends ListLoader<A, K, V>> loader, A arguments) {
    LoaderStore<A, ?, List<K>> lists = stores.of(loader);
    List<K> ids = questions.one(lists, arguments, Mode.READ).orElse(List.of());
    return questions.many(stores.ofRows(loader), ids, Mode.READ).inOrder();
  }

  @Override
  public <A, V> Optional<V> compute(Class<? extends Computation<A, V>> computation, A arguments) {
    return rare.computations().one(computation, arguments);
  }

  @Override
  public <A, V> Loaded<A, V> computeAll(
      Class<? extends Computation<A, V>> computation, Collection<? extends A> arguments) {
    return rare.computations().many(computation, arguments);
  }

  @Override
  public <K, V> Lazy<V> lazy(Class<? extends Loader<K, V>> loader, K key) {
    LoaderStore<K, ?, V> loaderStore = stores.of(loader);
    return waves.lazy(loaderStore, Questions.normalized(loaderStore, key));
  }

  @Override
  public <K, V> Optional<V> peek(Class<? extends Loader<K, V>> loader, K key) {
    return questions.one(stores.of(loader), key, Mode.PEEK);
  }

  @Override
  public <K, V> Loaded<K, V> peekAll(
      Class<? extends Loader<K, V>> loader, Collection<? extends K> keys) {
    return questions.many(stores.of(loader), keys, Mode.PEEK);
  }

  @Override
  public <K, V> boolean prime(Class<? extends Loader<K, V>> loader, K key, V value) {
    LoaderStore<K, ?, V> loaderStore = stores.of(loader);
    return waves.prime(
        loaderStore, Questions.normalized(loaderStore, key), requireNonNull(value, "value"));
  }

  @Override
  public <K, V> Optional<V> refresh(Class<? extends Loader<K, V>> loader, K key) {
    return questions.one(stores.of(loader), key, Mode.REFRESH);
  }

  @Override
  public <K, V> Loaded<K, V> refreshAll(
      Class<? extends Loader<K, V>> loader, Collection<? extends K> keys) {
    return questions.many(stores.of(loader), keys, Mode.REFRESH);
  }

  @Override
  public <K, V> boolean invalidate(
      Class<? extends Loader<K, V>> loader, Collection<? extends K> keys) {
    writes.preferWriter();
    return rare.invalidations().of(stores.of(loader), requireNonNull(keys, "keys"));
  }

  @Override
  public <U, V extends Record> boolean invalidateBy(
      UniqueKey<U, V> uniqueKey, Collection<? extends U> values) {
    writes.preferWriter();
    RegisteredUniqueKey<U, Object, V> registered =
        registry.require(requireNonNull(uniqueKey, "uniqueKey"));
    return rare.invalidations().of(stores.of(registered.ids()), requireNonNull(values, "values"));
  }

  @Override
  public <T, R> R with(Parameter<T> parameter, T value, Supplier<R> block) {
    return in(block().with(block().parameters().and(parameter, value)), block);
  }

  @Override
  public <R> R with(Source source, Supplier<R> block) {
    return in(block().with(requireNonNull(source, "source")), block);
  }

  @Override
  public <R> R with(Cohorts cohorts, Supplier<R> block) {
    return in(block().with(requireNonNull(cohorts, "cohorts")), block);
  }

  @Override
  public <R> R within(Duration budget, Supplier<R> block) {
    return in(block().within(requireNonNull(budget, "budget")), block);
  }

  <R extends @Nullable Object> R in(Block inner, Supplier<R> block) {
    requireNonNull(block, "block");
    waves.checkOpen();
    return ThreadScopes.in(this, inner, block);
  }

  ThreadBinding bind(Block block) {
    waves.checkOpen();
    ThreadBinding binding = new ThreadBinding(ThreadScopes.push(this, block));
    engineWrites.joinTransactions(writes);
    return binding;
  }

  RequestRelations relations() {
    return rare.relations();
  }

  @Override
  public <O> void prefetch(Plan<O> plan, Collection<? extends O> owners) {
    relations().prefetch(requireNonNull(plan, "plan"), requireNonNull(owners, "owners"));
  }

  @Override
  public void adopt(Collection<?> owners) {
    relations().adopt(requireNonNull(owners, "owners"));
  }

  @Override
  public <O> boolean invalidate(Relation<O, ?> relation, Collection<? extends O> owners) {
    writes.preferWriter();
    Invalidations.Some stale = new Invalidations.Some();
    relations()
        .stale(requireNonNull(relation, "relation"), requireNonNull(owners, "owners"), stale);
    return rare.invalidations().of(stale);
  }

  @Override
  public Entities entities() {
    waves.checkOpen();
    return rare.entities();
  }

  @Override
  public <T> T stash(Class<T> type, Supplier<? extends T> create) {
    waves.checkOpen();
    return rare.stash().get(requireNonNull(type, "type"), requireNonNull(create, "create"));
  }

  @Override
  public Runnable wrap(Runnable task) {
    return handOver().wrap(requireNonNull(task, "task"));
  }

  @Override
  public <T> Callable<T> wrap(Callable<T> task) {
    return handOver().wrap(requireNonNull(task, "task"));
  }

  private HandOver handOver() {
    waves.checkOpen();
    return new HandOver(this, block());
  }

  @Override
  public ThreadBinding bind() {
    return bind(outermost);
  }

  @Override
  public ScopeStats stats() {
    return trips.snapshot(store.stats());
  }

  @Override
  public Contents contents() {
    return new ContentsReading(registry, store).read(outermost.parameters(), writes, waves);
  }

  @Override
  public boolean isCurrent(Contents contents) {
    waves.checkOpen();
    return RequestContents.areCurrent(contents, registry, outermost.parameters(), waves);
  }

  @Override
  public boolean isClosed() {
    return waves.isClosed();
  }

  @Override
  public void close() {
    ThreadBinding.release(opened);
    waves.close();
    rare.close();
  }
}
