package dev.twofold;

import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Tags;
import dev.twofold.Loaders.Titles;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PeekAndPrimeTest {

  private final Names names = new Names(10);
  private final Titles titles = new Titles(10);
  private final Tags tags = new Tags(Map.of("java", 1));
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold twofold =
      Twofold.builder().distributed(tier).register(names, titles, tags).build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  private void warmUp(Long... keys) {
    try (LoadScope other = twofold.open()) {
      other.findAll(Names.class, List.of(keys));
    }
  }

  @Nested
  class Peek {

    @Test
    void peek_unknown_asksTheTierAndNoLoader() {
      assertThat(scope.peek(Names.class, 1L)).isEmpty();

      assertThat(names.batches()).isEmpty();
      assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1");
      assertThat(scope.stats().loader("Names").asked()).isEqualTo(1);
    }

    @Test
    void peek_unknown_isNotAbsent() {
      scope.peek(Names.class, 1L);

      assertThat(scope.find(Names.class, 1L)).contains("name 1");
    }

    @Test
    void peek_inTheTier_isKnownFromThen() {
      warmUp(1L);

      assertThat(scope.peek(Names.class, 1L)).contains("name 1");
      assertThat(scope.find(Names.class, 1L)).contains("name 1");
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 request=1 distributed=1");
    }

    @Test
    void peek_knownAbsentInTheTier_isKnownFromThen() {
      warmUp(99L);

      assertThat(scope.peek(Names.class, 99L)).isEmpty();
      assertThat(scope.find(Names.class, 99L)).isEmpty();
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 request=1 knownAbsent=1");
    }

    @Test
    void peek_inTheRequest_asksNobody() {
      scope.find(Names.class, 1L);
      tier.resetCounts();

      assertThat(scope.peek(Names.class, 1L)).contains("name 1");
      assertThat(tier.multiGets()).isZero();
    }

    @Test
    void peekAll_isOneTrip() {
      warmUp(1L, 2L, 99L);
      tier.resetCounts();

      Loaded<Long, String> loaded = scope.peekAll(Names.class, List.of(3L, 2L, 1L, 99L));

      assertThat(loaded.inOrder()).containsExactly("name 2", "name 1");
      assertThat(loaded.missing()).containsExactly(3L, 99L);
      assertThat(tier.multiGets()).isEqualTo(1);
      assertThat(names.batches()).hasSize(1);
    }

    @Test
    void peek_leavesHandlesWaiting() {
      scope.lazy(Titles.class, 1L);

      scope.peek(Names.class, 1L);

      assertThat(titles.batches()).isEmpty();
    }

    @Test
    void peek_withoutATier_knowsTheRequestOnly() {
      try (Twofold plain = Twofold.builder().register(names).build();
          LoadScope inner = plain.open()) {
        assertThat(inner.peek(Names.class, 1L)).isEmpty();
        inner.find(Names.class, 1L);
        assertThat(inner.peek(Names.class, 1L)).contains("name 1");
      }
    }
  }

  @Nested
  class Prime {

    @Test
    void prime_unknown_avoidsTheLoadAndFillsNoTier() {
      assertThat(scope.prime(Names.class, 1L, "primed")).isTrue();

      assertThat(scope.find(Names.class, 1L)).contains("primed");
      assertThat(names.batches()).isEmpty();
      assertThat(tier.contents()).isEmpty();
      assertThat(Costs.of(scope)).isEmpty();
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 request=1");
    }

    @Test
    void prime_known_isNotTaken() {
      scope.find(Names.class, 1L);

      assertThat(scope.prime(Names.class, 1L, "primed")).isFalse();
      assertThat(scope.find(Names.class, 1L)).contains("name 1");
    }

    @Test
    void prime_twice_theFirstStays() {
      scope.prime(Names.class, 1L, "first");

      assertThat(scope.prime(Names.class, 1L, "second")).isFalse();
      assertThat(scope.find(Names.class, 1L)).contains("first");
    }

    @Test
    void prime_knownAbsent_isTaken() {
      scope.find(Names.class, 99L);

      assertThat(scope.prime(Names.class, 99L, "created")).isTrue();
      assertThat(scope.find(Names.class, 99L)).contains("created");
    }

    @Test
    void prime_invalidatedBefore_isForced() {
      scope.find(Names.class, 1L);
      scope.invalidate(Names.class, List.of(1L));

      assertThat(scope.prime(Names.class, 1L, "primed")).isTrue();
      assertThat(scope.find(Names.class, 1L)).contains("primed");
    }

    @Test
    void prime_normalizesTheKey() {
      scope.prime(Tags.class, "JAVA", 7);

      assertThat(scope.find(Tags.class, "java")).contains(7);
    }

    @Test
    void prime_isOfItsRequestOnly() {
      scope.prime(Names.class, 1L, "primed");
      try (LoadScope other = twofold.open()) {
        assertThat(other.find(Names.class, 1L)).contains("name 1");
      }
    }

    @Test
    void prime_null_isRefused() {
      assertThatNullPointerException()
          .isThrownBy(() -> scope.prime(Names.class, 1L, nothing()))
          .withMessage("value");
      assertThatNullPointerException().isThrownBy(() -> scope.prime(Names.class, nothing(), "x"));
    }
  }
}
