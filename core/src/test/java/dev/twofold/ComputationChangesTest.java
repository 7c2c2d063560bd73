package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Computations.Greeted;
import dev.twofold.Computations.Greeting;
import dev.twofold.Computations.Loud;
import dev.twofold.Computations.Shout;
import dev.twofold.Loaders.Names;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a result is computed anew, and what a race leaves. */
class ComputationChangesTest {

  private final InMemoryTier tier = new InMemoryTier();
  private final Names names = new Names(100);
  private final Greeting greeting = new Greeting();
  private final List<Twofold> engines = new ArrayList<>();
  private final Twofold twofold = engine();

  private Twofold engine() {
    Twofold engine =
        Twofold.builder()
            .distributed(tier.node())
            .settings(Computations.SETTINGS)
            .register(names)
            .computations(greeting, new Loud(), new Shout())
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

  private void rename(long id, String name) {
    names.data().put(id, name);
    twofold.invalidator().invalidate(Names.class, List.of(id));
  }

  @Test
  void changedRow_missesOnceOnEveryNode() {
    Twofold other = engine();
    ask(twofold, 1, "Hello");
    ask(twofold, 2, "Hello");
    greeting.computed();
    rename(1, "ada");

    assertThat(ask(other, 1, "Hello")).contains("Hello, ada");
    assertThat(ask(twofold, 1, "Hello")).contains("Hello, ada");
    assertThat(ask(twofold, 2, "Hello")).contains("Hello, name 2");
    assertThat(greeting.computed()).containsExactly(new Greeted(1, "Hello"));
  }

  @Test
  void changedRow_inTheRequestThatKnowsTheResult_isSeen() {
    try (LoadScope scope = twofold.open()) {
      scope.compute(Greeting.class, new Greeted(1, "Hello"));
      rename(1, "ada");

      assertThat(scope.compute(Greeting.class, new Greeted(1, "Hello"))).contains("Hello, ada");
    }
  }

  @Test
  void rowThatIsAsItWas_findsItsResultAgain() {
    ask(twofold, 1, "Hello");
    rename(1, "ada");
    ask(twofold, 1, "Hello");
    rename(1, "name 1");
    greeting.computed();

    assertThat(ask(twofold, 1, "Hello")).contains("Hello, name 1");
    assertThat(greeting.computed()).isEmpty();
  }

  @Test
  void rowThatChangesWhileItIsComputedFrom_leavesNothingOld() {
    Twofold other = engine();
    greeting.duringNext(
        () -> {
          names.data().put(1L, "ada");
          other.invalidator().invalidate(Names.class, List.of(1L));
        });

    assertThat(ask(twofold, 1, "Hello")).contains("Hello, name 1");
    assertThat(ask(twofold, 1, "Hello")).contains("Hello, ada");
    assertThat(ask(other, 1, "Hello")).contains("Hello, ada");
    assertThat(greeting.computed()).hasSize(2);
  }

  /** Its lease is newer than the invalidation, which it has not heard of. */
  @Test
  void requestThatKnowsAnOldRow_leavesNothingOld() {
    Twofold other = engine();
    try (LoadScope scope = twofold.open()) {
      scope.find(Names.class, 1L);
      names.data().put(1L, "ada");
      other.invalidator().invalidate(Names.class, List.of(1L));

      assertThat(scope.compute(Greeting.class, new Greeted(1, "Hello"))).contains("Hello, name 1");
      assertThat(Costs.of(scope, "Greeting")).isEqualTo("asked=1 database=1 batches=1 fills=1");
    }
    assertThat(ask(twofold, 1, "Hello")).contains("Hello, ada");
    assertThat(ask(other, 1, "Hello")).contains("Hello, ada");
    assertThat(greeting.computed()).hasSize(2);
  }

  @Test
  void absentRow_isAnInput_andItsResultEndsWhenItIsThere() {
    assertThat(ask(twofold, 999, "Hello")).isEmpty();
    try (LoadScope scope = twofold.open()) {
      scope.compute(Greeting.class, new Greeted(999, "Hello"));
      assertThat(Costs.of(scope, "Greeting")).isEqualTo("asked=1 knownAbsent=1");
    }
    rename(999, "bob");

    assertThat(ask(twofold, 999, "Hello")).contains("Hello, bob");
  }

  @Test
  void clearedTag_isComputedAnew() {
    ask(twofold, 1, "Hello");
    ask(twofold, 2, "Hello");
    greeting.computed();
    twofold.invalidator().clearTag("Greeting of " + new Greeted(1, "Hello"));
    ask(twofold, 1, "Hello");
    ask(twofold, 2, "Hello");

    assertThat(greeting.computed()).containsExactly(new Greeted(1, "Hello"));
  }

  @Test
  void clearedRegion_isComputedAnew() {
    ask(twofold, 1, "Hello");
    greeting.computed();
    assertThat(twofold.invalidator().clearRegion("results")).isTrue();
    ask(twofold, 1, "Hello");

    assertThat(greeting.computed()).hasSize(1);
    assertThat(names.batches()).hasSize(1);
  }
}
