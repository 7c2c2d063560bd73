package dev.twofold.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.flight.Flights;
import dev.twofold.internal.lifetime.Lifetimes;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.Registration;
import dev.twofold.internal.registry.TierFormats;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.Owners;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.internal.tiers.CircuitLog;
import dev.twofold.internal.tiers.DatabaseHealth;
import dev.twofold.internal.tiers.FillQueue;
import dev.twofold.internal.tiers.LoadTimes;
import dev.twofold.internal.tiers.RequestTier;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.internal.tiers.TripCounters;
import dev.twofold.internal.tiers.WaitBudget;
import dev.twofold.internal.tiers.Withheld;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Region;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.Fills;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.LoaderStats;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.Source;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Entries that shared tiers are neither asked for nor given. */
class SharedTiersTest {

  private static final Duration BUDGET = Duration.ofSeconds(1);
  private static final BreakerPolicy BREAKER = BreakerPolicy.DEFAULT.within(BUDGET);

  private final InMemoryTier tier = new InMemoryTier();
  private final AtomicLong now = new AtomicLong();
  private final CircuitLog circuits = new CircuitLog(now::get, List.of());
  private final NearCaches near =
      new NearCaches(
          "app",
          new InMemoryNearTier(now::get),
          tier,
          circuits.circuit(NearCaches.NEAR, BREAKER, "None"),
          BUDGET,
          Duration.ofSeconds(2),
          now::get);
  private final Words words = new Words();
  private final RegisteredLoader<Long, ?, String> loader = register();
  private final Set<TierKey> withheld = ConcurrentHashMap.newKeySet();
  private final Set<Object> written = ConcurrentHashMap.newKeySet();
  private final OwnWrites ownWrites =
      new OwnWrites() {
        @Override
        public <K> boolean cover(LoaderStore<K, ?, ?> store, K key) {
          return written.contains(key);
        }
      };

  SharedTiersTest() {
    near.listening(true);
  }

  private RegisteredLoader<Long, ?, String> register() {
    NearPolicy withGrace = NearPolicy.DEFAULT.withGrace(Duration.ofHours(1));
    TwofoldSettings settings =
        TwofoldSettings.builder()
            .region("default", RegionPolicy.DEFAULT.withNear(withGrace))
            .build();
    Registration registration =
        new Registration(
            settings,
            Map.of(),
            new TierFormats(settings, true, near, new Lifetimes(true, () -> 0, () -> 0, () -> 0)));
    registration.add(words);
    return registration.finish().require(Words.class);
  }

  /** What one request answers, and its costs. */
  private LoaderStats read(Mode mode, Withheld notTold, OwnWrites own, Long... keys) {
    TripCounters trips = new TripCounters();
    TierHealth health = new TierHealth(BREAKER, false, circuits);
    WaitBudget waits = WaitBudget.of(BUDGET, System::nanoTime);
    RequestTier distributed = new RequestTier(tier, near, BUDGET, () -> waits, health, trips);
    RequestStore store = new RequestStore(new Owners(type -> false));
    Waves waves =
        new Waves(
            store,
            new WaveUse(
                new SharedTiers(
                    distributed,
                    near,
                    own,
                    notTold,
                    pause -> {},
                    FillQueue.of(Fills.AWAITED),
                    new SharedLoads(
                        new Flights(0),
                        new DatabaseHealth(List.of(), BREAKER, circuits),
                        new LoadTimes(BUDGET),
                        Refreshes.NONE)),
                trips,
                BUDGET,
                1_000,
                () -> waits,
                () -> Source.READER,
                () -> {},
                () -> false,
                ReadObserver.NONE,
                near.gaps()));
    waves.resolve(store.of(loader, ParameterValues.none()), Keys.copyOf(List.of(keys)), mode);
    return store.stats().get("Words");
  }

  private LoaderStats read(Long... keys) {
    return read(Mode.READ, withheld::contains, ownWrites, keys);
  }

  private void fill(Long... keys) {
    read(Mode.READ, Withheld.NOTHING, OwnWrites.NONE, keys);
    tier.resetCounts();
  }

  private TierKey name(long key) {
    LoaderStore<Long, ?, String> store =
        new RequestStore(new Owners(type -> false)).of(loader, ParameterValues.none());
    TierKey name = store.tierKey(key);
    assertThat(name).isNotNull();
    return name;
  }

  @Test
  void ownWrites_areReadFromTheDatabaseAndNotFilled() {
    fill(1L, 2L);
    written.add(1L);

    LoaderStats stats = read(1L, 2L);

    assertThat(stats.near()).isEqualTo(1);
    assertThat(stats.database()).isEqualTo(1);
    assertThat(stats.fills()).isZero();
    assertThat(tier.multiGets()).isZero();
    assertThat(tier.multiSets()).isZero();
  }

  @Test
  void withheld_areReadFromTheDatabaseAndNotFilled() {
    fill(1L, 2L);
    withheld.add(name(1));

    LoaderStats stats = read(1L, 2L);

    assertThat(stats.near()).isEqualTo(1);
    assertThat(stats.database()).isEqualTo(1);
    assertThat(tier.multiGets()).isZero();
    assertThat(tier.multiSets()).isZero();
  }

  @Test
  void ownWritesAndWithheld_areNotAnsweredInGrace() {
    fill(1L, 2L);
    tier.evictAll();
    now.addAndGet(Duration.ofMinutes(10).toNanos());
    words.failWith(new IllegalStateException("down"));
    assertThat(read(1L, 2L).stale()).isEqualTo(2);
    written.add(1L);
    withheld.add(name(2));

    LoaderStats stats = read(1L, 2L);

    assertThat(stats.stale()).isZero();
    assertThat(stats.errors()).isEqualTo(2);
  }

  @Test
  void beingWrittenByAnotherNode_isNotAnsweredInGrace() {
    fill(1L, 2L);
    tier.evictAll();
    now.addAndGet(Duration.ofMinutes(10).toNanos());
    words.failWith(new IllegalStateException("down"));
    Region region = new Region("default", Consistency.AVAILABLE, Duration.ZERO);
    StaleKey unheard = new StaleKey(name(1).group().loader(), name(1).id(), region);
    tier.begin(Invalidation.ofKeys(Set.of(unheard)), BUDGET, BUDGET);

    LoaderStats stats = read(1L, 2L);

    assertThat(stats.errors()).isEqualTo(1);
    assertThat(stats.stale()).isEqualTo(1);
  }

  @Test
  void writtenWhileTheyAreLoaded_areNotFilledAndTheirLeaseIsGivenUp() {
    words.runInside(() -> written.add(1L));

    LoaderStats stats = read(1L, 2L);

    assertThat(stats.fills()).isEqualTo(1);
    assertThat(tier.leases()).isZero();
    assertThat(tier.keysSet()).isEqualTo(1);
  }

  @Test
  void withheldWhileTheyAreLoaded_areNotFilled() {
    words.runInside(() -> withheld.add(name(1)));

    assertThat(read(1L).fills()).isZero();
    assertThat(tier.contents()).isEmpty();
    withheld.clear();
    words.recover();
    assertThat(read(1L).database()).isEqualTo(1);
  }

  @Test
  void refreshed_areNotFilledEither() {
    written.add(1L);

    assertThat(read(Mode.REFRESH, withheld::contains, ownWrites, 1L).database()).isEqualTo(1);
    assertThat(tier.contents()).isEmpty();
  }

  @Test
  void tagsThatTheLoaderCannotSay_keepItsValueOut() {
    words.tagless = true;

    assertThat(read(1L).database()).isEqualTo(1);
    assertThat(tier.contents()).isEmpty();
    assertThat(tier.leases()).isZero();
  }

  private static final class Words extends RecordingLoader<Long, String> {

    private boolean tagless;

    Words() {
      super(Map.of(1L, "word 1", 2L, "word 2"));
    }

    @Override
    public Set<String> tags(Long key) {
      if (tagless) {
        throw new IllegalStateException("no tags");
      }
      return Set.of();
    }
  }
}
