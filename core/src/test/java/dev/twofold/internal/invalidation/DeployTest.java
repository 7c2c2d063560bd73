package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.region.Consistency;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two versions of an application at work, to which a loader belongs to different regions. */
class DeployTest {

  /** What the new version has changed. */
  enum Change {
    REGION,
    STRICTNESS;

    String region() {
      return this == REGION ? "fresh" : "words";
    }

    RegionPolicy policy() {
      return this == STRICTNESS
          ? RegionPolicy.DEFAULT.withConsistency(Consistency.STRICT)
          : RegionPolicy.DEFAULT;
    }
  }

  private static final class Words extends RecordingLoader<Long, String> {

    private final String region;

    Words(Map<Long, String> words, String region) {
      super(words);
      this.region = region;
    }

    @Override
    public String region() {
      return region;
    }
  }

  private final Map<Long, String> words = new ConcurrentHashMap<>(Map.of(1L, "one", 2L, "two"));
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold before = node("words", RegionPolicy.DEFAULT);

  private Twofold node(String region, RegionPolicy policy) {
    return Twofold.builder()
        .distributed(tier.node())
        .near(new InMemoryNearTier(System::nanoTime))
        .settings(TwofoldSettings.builder().region(region, policy).build())
        .register(new Words(words, region))
        .build();
  }

  @AfterEach
  void close() {
    before.close();
  }

  private static String read(Twofold node) {
    try (LoadScope scope = node.open()) {
      return scope.require(Words.class, 1L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keys_areStaleInBoth(Change change) {
    try (Twofold after = node(change.region(), change.policy())) {
      for (Twofold writer : List.of(before, after)) {
        String old = read(before);
        assertThat(read(after)).isEqualTo(old);
        words.put(1L, old + "!");
        writer.invalidator().invalidate(Words.class, List.of(1L));

        assertThat(read(before)).isEqualTo(old + "!");
        assertThat(read(after)).isEqualTo(old + "!");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void regions_areStaleInBoth(Change change) {
    try (Twofold after = node(change.region(), change.policy())) {
      read(before);
      read(after);
      words.put(1L, "uno");
      before.invalidator().clearRegion("words");
      assertThat(read(after)).isEqualTo("uno");
      assertThat(read(before)).isEqualTo("uno");

      words.put(1L, "eins");
      after.invalidator().clearRegion(change.region());
      assertThat(read(before)).isEqualTo("eins");
      assertThat(read(after)).isEqualTo("eins");
    }
  }

  @ParameterizedTest
  @EnumSource
  void entries_areNotShared(Change change) {
    try (Twofold after = node(change.region(), change.policy())) {
      read(before);
      read(after);

      assertThat(tier.contents()).hasSize(2);
    }
  }
}
