package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.RegionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeToLiveExamplesTest {

  @Test
  void timeToLive() {
    // snippet: time-to-live
    RegionPolicy articles =
        RegionPolicy.DEFAULT
            .withTimeToLive(Duration.ofHours(1))
            .withLifetime(
                LifetimePolicy.REFRESHING // from 80 % of the time to live on
                    .withShortest(Duration.ofMinutes(10))
                    .withLongest(Duration.ofHours(6)));
    RegionPolicy prices = RegionPolicy.DEFAULT.withTimeToLive(Duration.ofSeconds(30));
    // end
    assertThat(articles.lifetime().refreshAhead()).isEqualTo(0.8);
    assertThat(articles.lifetime().isAdaptive()).isTrue();
    assertThat(prices.lifetime().refreshes()).isFalse();
  }
}
