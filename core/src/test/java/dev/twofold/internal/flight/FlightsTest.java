package dev.twofold.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.flight.Flight.Outcome;
import dev.twofold.internal.lifetime.Lifetimes;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.Registration;
import dev.twofold.internal.registry.TierFormats;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.Owners;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.resilience.Circuit;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told of which loads. */
class FlightsTest {

  private static final Duration BUDGET = Duration.ofMinutes(1);
  private static final Region REGION = new Region("default", Consistency.AVAILABLE, Duration.ZERO);

  private final Flights flights = new Flights(0);
  private final LoaderStore<Object, ?, String> words = store();

  private static LoaderStore<Object, ?, String> store() {
    TwofoldSettings settings = TwofoldSettings.builder().application("test").build();
    NearCaches near =
        new NearCaches(
            "app",
            null,
            new InMemoryTier(),
            new Circuit(
                NearCaches.NEAR,
                BreakerPolicy.DEFAULT.within(Duration.ofMillis(100)),
                System::nanoTime,
                change -> {}),
            BUDGET,
            BUDGET,
            System::nanoTime);
    Registration registration =
        new Registration(
            settings,
            Map.of(),
            new TierFormats(settings, true, near, new Lifetimes(true, () -> 0, () -> 0, () -> 0)));
    registration.add(new Words());
    RegisteredLoader<Object, ?, String> loader = cast(registration.finish().require(Words.class));
    return new RequestStore(new Owners(type -> false)).of(loader, ParameterValues.none());
  }

  /** So that a key may be anything that has the text of a number. */
  @SuppressWarnings("unchecked")
  private static RegisteredLoader<Object, ?, String> cast(RegisteredLoader<?, ?, ?> loader) {
    return (RegisteredLoader<Object, ?, String>) loader;
  }

  private Flight<Object, String> begin(Object... keys) {
    return begin(BUDGET, lease -> false, keys);
  }

  private Flight<Object, String> begin(
      Duration budget, java.util.function.Predicate<Lease> leases, Object... keys) {
    return flights.begin(words, Set.of(keys), budget, leases, key -> true);
  }

  @Test
  void keysThatNobodyLoads_areClaimed() {
    Flight<Object, String> first = begin(1L, 2L);
    Flight<Object, String> second = begin(2L, 3L);
    Flight<Object, String> third = begin(3L, 1L, 2L);

    assertThat(first.others()).isEmpty();
    assertThat(second.others()).isEqualTo(Map.of(2L, first));
    assertThat(third.others()).isEqualTo(Map.of(1L, first, 2L, first, 3L, second));
    assertThat(third.isEmpty()).isTrue();
  }

  @Test
  void endedFlights_leaveNothingBehind_inWhateverOrder() {
    List<Flight<Object, String>> all = new ArrayList<>();
    for (long i = 0; i < 10; i++) {
      all.add(begin(i, i + 1, i + 2));
    }
    flights.end(all.get(4));
    assertThat(begin(6L).others()).as("that of 4").isEmpty();
    all.forEach(flights::end);
    flights.end(begin(7L));

    assertThat(begin(6L).others()).as("begun before, not ended").hasSize(1);
  }

  @Test
  void noFlight_nothingIsKept() {
    flights.end(begin(1L, 2L));
    Flight<Object, String> one = begin(1L, 2L);
    Flight<Object, String> other = begin(2L, 3L);
    flights.end(one);
    flights.end(one);
    assertThat(flights.isEmpty()).isFalse();
    flights.end(other);

    assertThat(flights.isEmpty()).isTrue();
  }

  @Test
  void keysThatChange_leaveNothingBehind() {
    Flight<Object, String> other = begin(1L);
    List<Object> changing = new ArrayList<>(List.of("a"));
    Flight<Object, String> changed = begin(changing, 2L);
    changing.add("b");
    flights.end(changed);

    assertThat(begin(new ArrayList<>(List.of("a"))).others()).isEmpty();
    assertThat(begin(1L).others()).isEqualTo(Map.of(1L, other));
  }

  @Test
  void staleKey_isNotFoundAnyMore_butItsNeighboursAre() {
    Flight<Object, String> before = begin(1L, 2L);
    flights.invalidated(Invalidation.ofKeys(Set.of(new StaleKey("test:Words", "1", REGION))));
    Flight<Object, String> after = begin(1L, 2L);

    assertThat(after.others()).isEqualTo(Map.of(2L, before));
    flights.end(before);
    assertThat(begin(1L).others()).isEqualTo(Map.of(1L, after));
  }

  @Test
  void staleLoaders_andWhatMayHaveBeenMissed() {
    List<Runnable> changes =
        List.of(
            () ->
                flights.invalidated(
                    new Invalidation(
                        Set.of(),
                        Set.of(new StaleLoader("test:Words", REGION)),
                        Set.of(),
                        Set.of())),
            () ->
                flights.invalidated(
                    new Invalidation(Set.of(), Set.of(), Set.of("default"), Set.of())),
            () ->
                flights.invalidated(
                    new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("front"))),
            () -> flights.missed(0),
            () -> flights.listening(true),
            () -> flights.renewed(words, Set.of(1L)));
    for (Runnable change : changes) {
      begin(1L);
      assertThat(begin(1L).others()).hasSize(1);
      change.run();
      assertThat(begin(1L).others()).isEmpty();
    }
  }

  @Test
  void holderOfALease_isFoundByThatLeaseOnly() {
    TierKey name = new TierKey(words.loader().tierFormat().group(ParameterValues.none()), "1");
    Lease lease = new Lease(name, new Token(1, 1));
    Flight<Object, String> holder = begin(BUDGET, lease::equals, 1L);
    flights.invalidated(Invalidation.ofKeys(Set.of(name.stale())));

    assertThat(flights.<Object, String>holder(words, 1L, lease)).isSameAs(holder);
    assertThat(flights.<Object, String>holder(words, 1L, new Lease(name, new Token(1, 2))))
        .isNull();
    assertThat(flights.<Object, String>holder(words, 2L, lease)).isNull();
  }

  @Test
  void flightWhoseTimeIsOver_orThatFailed_isNotFound_butOneWithAnAnswerIs() throws Exception {
    begin(Duration.ZERO, lease -> false, 1L);
    assertThat(begin(1L).others()).isEmpty();

    begin(2L).fail(new IllegalStateException("down"));
    assertThat(begin(2L).others()).isEmpty();

    Flight<Object, String> landed = begin(Duration.ofMinutes(1), lease -> false, 3L);
    landed.land("three");
    Flight<Object, String> found = begin(3L).others().get(3L);
    assertThat(found.await(System.nanoTime())).isEqualTo(new Outcome.Landed<>("three"));
  }

  @Test
  void flightThatIsLeft_isNotWaitedFor() throws Exception {
    Flight<Object, String> flight = begin(1L);
    flight.leave();
    flight.land("too late");

    assertThat(flight.await(System.nanoTime() + BUDGET.toNanos()))
        .isEqualTo(new Outcome.Left<String>());
  }

  private static final class Words extends RecordingLoader<Long, String> {
    Words() {
      super(Map.of());
    }
  }
}
