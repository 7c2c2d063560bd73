package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Computations.Greeted;
import dev.twofold.Computations.Greeting;
import dev.twofold.Computations.Loud;
import dev.twofold.Computations.Shout;
import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.computation.Input;
import dev.twofold.computation.Inputs;
import dev.twofold.error.LoadException;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What computations, their inputs and their callers do wrong. */
class ComputationFailuresTest {

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);
  private final Names names = new Names(100);
  private final Greeting greeting = new Greeting();
  private final List<Twofold> engines = new ArrayList<>();
  private final Twofold twofold = engine();

  private Twofold engine() {
    Twofold engine =
        Twofold.builder()
            .distributed(tier.node())
            .settings(Computations.SETTINGS)
            .register(names, new Titles(10))
            .computations(greeting, new Loud(), new Shout(), new Nosy())
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

  @Test
  void failure_isOfItsArgumentsOnly_andIsNotRemembered() {
    for (int request = 0; request < 2; request++) {
      try (LoadScope scope = twofold.open()) {
        Loaded<Greeted, String> loaded =
            scope.computeAll(
                Greeting.class, List.of(new Greeted(1, "Damn"), new Greeted(2, "Hello")));

        assertThat(loaded.found()).containsOnlyKeys(new Greeted(2, "Hello"));
        assertThat(loaded.failed().get(new Greeted(1, "Damn")))
            .isInstanceOf(LoadException.class)
            .hasMessage("Greeting could not compute a result: IOException")
            .hasRootCauseMessage("rude");
        Costs.check(scope.stats());
      }
    }
    assertThat(greeting.computed())
        .containsExactly(new Greeted(1, "Damn"), new Greeted(2, "Hello"), new Greeted(1, "Damn"));
  }

  @Test
  void failureThatIsDeclaredAResult_livesAsLongAsAnAbsence() {
    assertThat(ask(twofold, 1, "Oops")).contains("Oops?");
    time.advance(Duration.ofSeconds(29));
    assertThat(ask(twofold, 1, "Oops")).contains("Oops?");
    assertThat(greeting.computed()).hasSize(1);
    time.advance(Duration.ofSeconds(1));
    assertThat(ask(twofold, 1, "Oops")).contains("Oops?");
    assertThat(greeting.computed()).hasSize(1);
  }

  /** Caches in front of the application would keep it as long as a result. */
  @Test
  void failureThatIsDeclaredAResult_belongsToItsRequest() {
    try (LoadScope scope = twofold.open()) {
      scope.compute(Greeting.class, new Greeted(1, "Hello"));
      assertThat(scope.contents().obstacle()).isEmpty();
      scope.compute(Greeting.class, new Greeted(1, "Oops"));
      assertThat(scope.contents().obstacle()).contains("a result stands for a failure");
    }
  }

  @Test
  void inputThatCannotBeLoaded_failsItsResult_andIsNoFailureOfTheComputation() {
    names.failWith(new IllegalStateException("down"));
    try (LoadScope scope = twofold.open()) {
      assertThatThrownBy(() -> scope.compute(Greeting.class, new Greeted(1, "Oops")))
          .isInstanceOf(LoadException.class)
          .hasMessage("Names (region default) could not load 1 key: IllegalStateException");
    }
    assertThat(greeting.computed()).isEmpty();
    assertThat(tier.contents()).isEmpty();
    names.recover();
    assertThat(ask(twofold, 1, "Hello")).contains("Hello, name 1");
  }

  @Test
  void inputThatIsNotNamed_isRefused() {
    try (LoadScope scope = twofold.open()) {
      assertThatThrownBy(() -> scope.compute(Nosy.class, 1L))
          .isInstanceOf(LoadException.class)
          .hasMessage(
              "Nosy could not compute a result: Nosy asks for something of Titles that it has not"
                  + " named in inputs(), so that nothing is computed anew when it changes");
    }
  }

  @Test
  void argumentsWhoseInputsCannotBeNamed_fail_andOthersDoNot() {
    try (LoadScope scope = twofold.open()) {
      Loaded<Long, String> loaded = scope.computeAll(Nosy.class, List.of(-1L, 2L));

      assertThat(loaded.failed().get(-1L))
          .hasMessage(
              "Nosy could not say what a result is computed from: IllegalArgumentException");
      assertThat(loaded.found()).containsOnlyKeys(2L);
    }
  }

  @Test
  void nullAndUnknown_areMisuse() {
    try (LoadScope scope = twofold.open()) {
      assertThatThrownBy(() -> scope.compute(Greeting.class, null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("arguments");
      assertThatThrownBy(() -> scope.compute(Unknown.class, 1L))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("$Unknown; registered: [Greeting, Loud, Nosy, Shout]");
    }
  }

  @Test
  void closedScope_saysSo() {
    LoadScope scope = twofold.open();
    scope.close();

    assertThatThrownBy(() -> scope.compute(Greeting.class, new Greeted(1, "Hello")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the scope is closed;");
  }

  /** Asks for what it has not named, where it is asked for the first. */
  private static final class Nosy extends RecordingComputation<Long, String> {
    @Override
    public List<Input<Long>> inputs() {
      return List.of(Input.of(Names.class, Nosy::positive));
    }

    private static Long positive(Long id) {
      if (id < 0) {
        throw new IllegalArgumentException("negative");
      }
      return id;
    }

    @Override
    Optional<String> answer(Long id, Inputs inputs) {
      return id == 1 ? inputs.find(Titles.class, id) : inputs.find(Names.class, id);
    }
  }

  private static final class Unknown extends RecordingComputation<Long, String> {
    @Override
    Optional<String> answer(Long id, Inputs inputs) {
      return Optional.empty();
    }
  }
}
