package dev.twofold.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.lifetime.Lifetimes;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.internal.registry.Registration;
import dev.twofold.internal.registry.TierFormats;
import dev.twofold.internal.tiers.CircuitLog;
import dev.twofold.loader.Loader;
import dev.twofold.region.Consistency;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class LifetimeAdviceTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final RegionPolicy HOUR = RegionPolicy.DEFAULT.withTimeToLive(Duration.ofHours(1));

  private static List<String> advice(TwofoldSettings settings, Loader<?, ?>... loaders) {
    NearCaches near =
        new NearCaches(
            "app",
            null,
            new InMemoryTier(),
            new CircuitLog(System::nanoTime, List.of())
                .circuit(NearCaches.NEAR, BreakerPolicy.DEFAULT.within(SECOND), "None"),
            SECOND,
            SECOND,
            System::nanoTime);
    Lifetimes lifetimes = new Lifetimes(true, () -> 0, System::nanoTime, () -> 0);
    Registration registration =
        new Registration(settings, Map.of(), new TierFormats(settings, true, near, lifetimes));
    List.of(loaders).forEach(registration::add);
    return LifetimeAdvice.of(settings, registration.finish().all());
  }

  @Test
  void regionsOfOneLength_areWorthAWarning() {
    assertThat(advice(TwofoldSettings.defaults(), new Users(), new Orders()))
        .containsExactly(
            "All regions have the time to live PT10M: orders, users. Data that changes seldom can"
                + " live longer than data that changes often (setting time-to-live of a region)");
  }

  @Test
  void regionsOfTheirOwnLengths_orOnlyOne_areNot() {
    TwofoldSettings settings = TwofoldSettings.builder().region("users", HOUR).build();

    assertThat(advice(settings, new Users(), new Orders())).isEmpty();
    assertThat(advice(TwofoldSettings.defaults(), new Users())).isEmpty();
  }

  @Test
  void strictRegionWithoutALengthOfItsOwn_isWorthAWarning() {
    RegionPolicy strict = RegionPolicy.DEFAULT.withConsistency(Consistency.STRICT);
    TwofoldSettings settings =
        TwofoldSettings.builder().region("orders", strict).region("users", HOUR).build();

    assertThat(advice(settings, new Users(), new Orders()))
        .containsExactly(
            "The strict region 'orders' has the time to live that is the default, PT10M. It says"
                + " how long a change that goes past the application stays unseen; choose it"
                + " (setting time-to-live of the region)");
  }

  private static final class Users extends RecordingLoader<Long, String> {
    Users() {
      super(new ConcurrentHashMap<>());
    }

    @Override
    public String region() {
      return "users";
    }
  }

  private static final class Orders extends RecordingLoader<Long, String> {
    Orders() {
      super(new ConcurrentHashMap<>());
    }

    @Override
    public String region() {
      return "orders";
    }
  }
}
