package dev.twofold;

import static dev.twofold.Computations.LOCALE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Computations.Greeting;
import dev.twofold.Computations.Loud;
import dev.twofold.Computations.Shout;
import dev.twofold.Computations.Shouted;
import dev.twofold.Loaders.Names;
import dev.twofold.error.LoadException;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Computations that begin with others, whose results live shorter. */
class ComputationStepsTest {

  private static final Locale TURKISH = Locale.forLanguageTag("tr");

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);
  private final Names names = new Names(100);
  private final Loud loud = new Loud();
  private final Shout shout = new Shout();
  private final List<Twofold> engines = new ArrayList<>();
  private final Twofold twofold = engine(shout);

  private Twofold engine(Shout ofEngine) {
    Twofold engine =
        Twofold.builder()
            .distributed(tier.node())
            .settings(Computations.SETTINGS)
            .register(names)
            .computations(new Greeting(), ofEngine, loud)
            .build();
    engines.add(engine);
    return engine;
  }

  @AfterEach
  void close() {
    engines.forEach(Twofold::close);
  }

  private static LoadScope open(Twofold engine) {
    return engine.open(LOCALE, Locale.ENGLISH);
  }

  private static Optional<String> ask(Twofold engine, Shouted shouted) {
    try (LoadScope scope = open(engine)) {
      Optional<String> result = scope.compute(Shout.class, shouted);
      Costs.check(scope.stats());
      return result;
    }
  }

  @Test
  void unknownResults_askTheirStepsTogether() {
    List<Shouted> asked = LongStream.rangeClosed(1, 50).mapToObj(id -> new Shouted(id, 1)).toList();
    try (LoadScope scope = open(twofold)) {
      assertThat(scope.computeAll(Shout.class, asked).inOrder()).hasSize(50).contains("NAME 50!");
      assertThat(Costs.of(scope)).isEqualTo("waves=3 multiGets=3 multiSets=3");
      assertThat(Costs.of(scope, "Loud")).isEqualTo("asked=50 database=50 batches=1 fills=50");
      assertThat(Costs.of(scope, "Shout")).isEqualTo("asked=50 database=50 batches=1 fills=50");
    }
  }

  @Test
  void knownResult_doesNotAskItsSteps() {
    ask(twofold, new Shouted(1, 2));
    try (LoadScope scope = open(twofold)) {
      assertThat(scope.compute(Shout.class, new Shouted(1, 2))).contains("NAME 1!!");
      assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2");
      assertThat(scope.stats().loaders()).containsOnlyKeys("Names", "Shout");
    }
  }

  @Test
  void otherLastStep_findsTheEarlierOne() {
    ask(twofold, new Shouted(1, 2));
    ask(twofold, new Shouted(1, 3));
    assertThat(loud.computed()).containsExactly(1L);
  }

  @Test
  void newVersionOfTheLastStep_findsTheEarlierOne() {
    Shout newer = new Shout(2);
    ask(twofold, new Shouted(1, 2));
    try (LoadScope scope = open(engine(newer))) {
      assertThat(scope.compute(Shout.class, new Shouted(1, 2))).contains("NAME 1!!");
      assertThat(Costs.of(scope)).isEqualTo("waves=3 multiGets=3 multiSets=1");
      assertThat(Costs.of(scope, "Loud")).isEqualTo("asked=1 distributed=1");
    }
    assertThat(newer.computed()).hasSize(1);
    assertThat(loud.computed()).hasSize(1);
  }

  @Test
  void step_livesShorterThanWhatBeginsWithIt() {
    ask(twofold, new Shouted(1, 2));
    time.advance(Duration.ofMinutes(1));
    ask(twofold, new Shouted(1, 2));
    assertThat(loud.computed()).hasSize(1);
    ask(twofold, new Shouted(1, 3));
    assertThat(loud.computed()).hasSize(1);
  }

  @Test
  void changedRow_isSeenThroughTheStep() {
    ask(twofold, new Shouted(1, 2));
    names.data().put(1L, "ada");
    twofold.invalidator().invalidate(Names.class, List.of(1L));

    assertThat(ask(twofold, new Shouted(1, 2))).contains("ADA!!");
    assertThat(ask(twofold, new Shouted(1, 2))).contains("ADA!!");
    assertThat(loud.computed()).hasSize(2);
    assertThat(shout.computed()).hasSize(2);
  }

  @Test
  void parameterOfTheStep_isOneOfTheResult() {
    names.data().put(1L, "kim");
    assertThat(ask(twofold, new Shouted(1, 1))).contains("KIM!");
    try (LoadScope scope = twofold.open(LOCALE, TURKISH)) {
      assertThat(scope.compute(Shout.class, new Shouted(1, 1))).contains("K\u0130M!");
    }
  }

  @Test
  void absentStep_isAnInput() {
    try (LoadScope scope = open(twofold)) {
      assertThat(scope.compute(Shout.class, new Shouted(999, 1))).isEmpty();
      assertThat(Costs.of(scope, "Loud")).isEqualTo("asked=1 absent=1 batches=1 fills=1");
      assertThat(Costs.of(scope, "Shout")).isEqualTo("asked=1 absent=1 batches=1 fills=1");
    }
  }

  @Test
  void stepThatFails_failsWhatBeginsWithIt_andNothingElse() {
    loud.duringNext(
        () -> {
          throw new IllegalStateException("hoarse");
        });
    try (LoadScope scope = open(twofold)) {
      Loaded<Shouted, String> loaded =
          scope.computeAll(Shout.class, List.of(new Shouted(1, 1), new Shouted(2, 1)));

      assertThat(loaded.found()).containsOnlyKeys(new Shouted(2, 1));
      assertThat(loaded.failed().get(new Shouted(1, 1)))
          .isInstanceOf(LoadException.class)
          .hasMessage("Loud could not compute a result: IllegalStateException");
      assertThat(shout.computed()).containsExactly(new Shouted(2, 1));
      assertThat(Costs.of(scope, "Shout"))
          .isEqualTo("asked=2 database=1 errors=1 batches=1 fills=1");
    }
    assertThat(ask(twofold, new Shouted(1, 1))).contains("NAME 1!");
  }
}
