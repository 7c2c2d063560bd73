package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Computations.Greeted;
import dev.twofold.Computations.Greeting;
import dev.twofold.Computations.Loud;
import dev.twofold.Computations.Shout;
import dev.twofold.Loaders.Names;
import dev.twofold.computation.Inputs;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Results of computations: what a question costs, and which results are the same. */
class ComputationTest {

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);
  private final Names names = new Names(100);
  private final Greeting greeting = new Greeting();
  private final Ordered ordered = new Ordered();
  private final Own own = new Own();
  private final List<Twofold> engines = new ArrayList<>();
  private final Twofold twofold = engine(greeting);

  private Twofold engine(Greeting ofEngine) {
    return opened(Twofold.builder().distributed(tier.node()), ofEngine);
  }

  private Twofold opened(Twofold.Builder builder, Greeting ofEngine) {
    Twofold engine =
        builder
            .settings(Computations.SETTINGS)
            .register(names)
            .computations(ofEngine, ordered, own, new Loud(), new Shout())
            .build();
    engines.add(engine);
    return engine;
  }

  @AfterEach
  void close() {
    engines.forEach(Twofold::close);
  }

  private static Optional<String> ask(Twofold engine, long id, String word) {
    try (LoadScope scope = engine.open()) {
      Optional<String> result = scope.compute(Greeting.class, new Greeted(id, word));
      Costs.check(scope.stats());
      return result;
    }
  }

  @Nested
  class Sharing {

    private static Contents contents(Twofold engine) {
      try (LoadScope scope = engine.open()) {
        scope.compute(Greeting.class, new Greeted(1, "Hello"));
        return scope.contents();
      }
    }

    @Test
    void result_hasADigest_whichIsThatOfOtherNodes() {
      Contents contents = contents(twofold);

      assertThat(contents.digest()).isPresent();
      assertThat(contents(engine(greeting)).digest()).isEqualTo(contents.digest());
    }

    @Test
    void result_isCurrent_asLongAsItsInputsAre() {
      Contents contents = contents(twofold);
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.isCurrent(contents)).isTrue();
      }

      twofold.invalidator().invalidate(Names.class, List.of(1L));

      try (LoadScope scope = twofold.open()) {
        assertThat(scope.isCurrent(contents)).isFalse();
      }
    }
  }

  @Nested
  class Costing {

    @Test
    void unknownResult_isComputedOnceForAllRequests() {
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.compute(Greeting.class, new Greeted(1, "Hello")))
            .contains("Hello, name 1");
        assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2 multiSets=2");
        assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 database=1 batches=1 fills=1");
        assertThat(Costs.of(scope, "Greeting")).isEqualTo("asked=1 database=1 batches=1 fills=1");
      }
      try (LoadScope scope = engine(greeting).open()) {
        assertThat(scope.compute(Greeting.class, new Greeted(1, "Hello")))
            .contains("Hello, name 1");
        assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2");
        assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 distributed=1");
        assertThat(Costs.of(scope, "Greeting")).isEqualTo("asked=1 distributed=1");
      }
      assertThat(greeting.computed()).containsExactly(new Greeted(1, "Hello"));
    }

    @Test
    void manyResults_areTwoWaves_andEachInputIsReadOnce() {
      List<Greeted> asked =
          LongStream.rangeClosed(1, 50)
              .boxed()
              .flatMap(id -> List.of(new Greeted(id, "Hi"), new Greeted(id, "Hello")).stream())
              .toList();
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.computeAll(Greeting.class, asked).inOrder())
            .hasSize(100)
            .startsWith("Hi, name 1", "Hello, name 1");
        assertThat(names.batchSizes()).containsExactly(50);
        assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2 multiSets=2");
        assertThat(Costs.of(scope, "Greeting"))
            .isEqualTo("asked=100 database=100 batches=1 fills=100");
      }
    }

    @Test
    void inputsThatTheRequestKnows_areNotAskedAgain() {
      ask(twofold, 1, "Hello");
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Names.class, List.of(1L, 2L));
        scope.compute(Greeting.class, new Greeted(1, "Hello"));

        assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2 multiSets=1");
        assertThat(Costs.of(scope, "Names"))
            .isEqualTo("asked=3 request=1 distributed=1 database=1 batches=1 fills=1");
      }
    }

    @Test
    void sameArgumentsTwice_areOneResult() {
      try (LoadScope scope = twofold.open()) {
        List<String> results =
            scope
                .computeAll(
                    Greeting.class, List.of(new Greeted(1, "Hello"), new Greeted(1, "Hello")))
                .inOrder();

        assertThat(results).hasSize(2);
        assertThat(results.get(0)).isSameAs(results.get(1));
        assertThat(scope.compute(Greeting.class, new Greeted(1, "Hello")))
            .containsSame(results.get(0));
        assertThat(Costs.of(scope, "Greeting"))
            .isEqualTo("asked=2 request=1 database=1 batches=1 fills=1");
      }
    }

    @Test
    void nothingAsked_costsNothing() {
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.computeAll(Greeting.class, List.of()).inOrder()).isEmpty();
        assertThat(Costs.of(scope)).isEmpty();
      }
    }

    @Test
    void nearTier_hasResultsAndInputs() {
      Twofold near =
          opened(Twofold.builder().near(new InMemoryNearTier()).distributed(tier.node()), greeting);
      ask(near, 1, "Hello");
      try (LoadScope scope = near.open()) {
        assertThat(scope.compute(Greeting.class, new Greeted(1, "Hello")))
            .contains("Hello, name 1");
        assertThat(Costs.of(scope)).isEqualTo("waves=2");
        assertThat(Costs.of(scope, "Greeting")).isEqualTo("asked=1 near=1");
      }
    }

    @Test
    void computationThatIsNotShared_staysInTheRequest() {
      for (int request = 0; request < 2; request++) {
        try (LoadScope scope = twofold.open()) {
          assertThat(scope.compute(Own.class, 1L)).contains(2L);
          assertThat(scope.compute(Own.class, 1L)).contains(2L);
        }
      }
      assertThat(own.computed()).containsExactly(1L, 1L);
      assertThat(tier.contents()).isEmpty();
    }
  }

  @Nested
  class Keys {

    @Test
    void orderOfOptions_doesNotMatter() {
      Map<String, Integer> sizes = new LinkedHashMap<>(Map.of("width", 3));
      sizes.put("height", 4);
      Map<String, Integer> turned = new LinkedHashMap<>(Map.of("height", 4));
      turned.put("width", 3);
      Options one = new Options(new LinkedHashSet<>(List.of("grey", "round")), sizes, 0.5);
      Options other = new Options(new LinkedHashSet<>(List.of("round", "grey")), turned, 0.5);
      for (Options each : List.of(one, other)) {
        try (LoadScope scope = twofold.open()) {
          assertThat(scope.compute(Ordered.class, each)).contains(12);
        }
      }

      assertThat(ordered.computed()).hasSize(1);
      assertThat(tier.contents().keySet())
          .singleElement()
          .asString()
          .endsWith(":([grey,round],[(height,4),(width,3)],0x1.0p-1)");
    }

    @Test
    void otherArguments_areOtherResults() {
      Options one = new Options(Set.of("a,b"), Map.of("width", 3, "height", 4), 0.5);
      Options other = new Options(Set.of("a", "b"), Map.of("width", 4, "height", 3), 0.25);
      try (LoadScope scope = twofold.open()) {
        scope.computeAll(Ordered.class, List.of(one, other));
      }

      assertThat(ordered.computed()).containsExactly(one, other);
      assertThat(tier.contents()).hasSize(2);
    }

    @Test
    void longArguments_areHashed() {
      String flag = "very ".repeat(1_000);
      for (String last : List.of("good", "bad", "good")) {
        try (LoadScope scope = twofold.open()) {
          scope.compute(Ordered.class, new Options(Set.of(flag + last), Map.of(), 0.5));
        }
      }

      assertThat(ordered.computed()).hasSize(2);
      assertThat(tier.contents().keySet())
          .hasSize(2)
          .allMatch(key -> key.matches("test:Ordered:.{13}:\\(\\[very .*#[0-9a-f]{64}"))
          .allSatisfy(key -> assertThat(key).hasSizeLessThan(200));
    }

    @Test
    void newVersion_isAMissAtOnce_andOldEntriesAgeOut() {
      Greeting newer = new Greeting(2);
      ask(twofold, 1, "Hello");
      ask(engine(newer), 1, "Hello");

      assertThat(newer.computed()).hasSize(1);
      assertThat(tier.contents()).hasSize(3);
      time.advance(Duration.ofMinutes(10));
      assertThat(tier.contents().keySet()).singleElement().asString().startsWith("test:Names:");
    }
  }

  private record Options(Set<String> flags, Map<String, Integer> sizes, double quality) {}

  /** Computed from its arguments alone. */
  private static final class Ordered extends RecordingComputation<Options, Integer> {
    @Override
    Optional<Integer> answer(Options options, Inputs inputs) {
      return Optional.of(options.sizes().values().stream().reduce(1, (a, b) -> a * b));
    }
  }

  /** Keeps its results to the request. */
  private static final class Own extends RecordingComputation<Long, Long> {
    @Override
    public boolean shared() {
      return false;
    }

    @Override
    Optional<Long> answer(Long number, Inputs inputs) {
      return Optional.of(number + 1);
    }
  }
}
