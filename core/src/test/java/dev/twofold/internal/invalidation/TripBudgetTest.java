package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TripBudgetTest {

  @ParameterizedTest
  @CsvSource({"0, 200", "1, 200", "999, 200", "1000, 400", "1999, 400", "5000, 1200"})
  void of_entries_onceMoreForEachThousand(int entries, long millis) {
    Invalidation stale =
        Invalidation.ofKeys(
            IntStream.range(0, entries)
                .mapToObj(id -> TierKeys.key(id))
                .map(TierKey::stale)
                .collect(Collectors.toSet()));

    assertThat(new TripBudget(Duration.ofMillis(200)).of(stale))
        .isEqualTo(Duration.ofMillis(millis));
  }
}
