package dev.twofold.internal.computation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Twofold;
import dev.twofold.computation.Computation;
import dev.twofold.computation.Input;
import dev.twofold.computation.Inputs;
import dev.twofold.error.ConfigurationException;
import dev.twofold.loader.FormLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.WriteMode;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What computations an engine accepts, and what it says about others. */
class ComputationRegistrationTest {

  private static void build(Computation<?, ?>... computations) {
    Twofold.builder()
        .distributed(new InMemoryTier())
        .register(new Words(), new Forms(), new Streams())
        .computations(computations)
        .build()
        .close();
  }

  private static void assertRefused(String message, Computation<?, ?>... computations) {
    assertThatThrownBy(() -> build(computations))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void argumentsThatHaveNoCanonicalText_areRefused_withTheirPlace() {
    assertRefused(
        "OfBytes cannot tell its arguments apart: Picture.content: a key cannot hold a value of"
            + " type byte[]. Allowed are Long,",
        new OfBytes());
  }

  /** Without tiers nothing needs the text, and still it is wrong. */
  @Test
  void argumentsThatHaveNoCanonicalText_areRefusedWithoutTiersToo() {
    assertThatThrownBy(() -> Twofold.builder().computations(new OfBytes()).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("OfBytes cannot tell its arguments apart: Picture.content:");
  }

  /** These settings would be read and do nothing. */
  @Test
  void regionThatLoadsByItself_isRefused() {
    assertRefusedIn(RegionPolicy.DEFAULT.withLifetime(LifetimePolicy.REFRESHING));
    assertRefusedIn(RegionPolicy.DEFAULT.withWrites(WriteMode.THROUGH));
  }

  private static void assertRefusedIn(RegionPolicy policy) {
    assertThatThrownBy(
            () ->
                Twofold.builder()
                    .settings(TwofoldSettings.builder().region("default", policy).build())
                    .distributed(new InMemoryTier())
                    .computations(new Named("shout"))
                    .build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "shout: its region 'default' has refresh-ahead, early-expiration or writes: through,"
                + " and results of computations are computed only while somebody asks for them;"
                + " give the computation a region of its own");
  }

  @Test
  void argumentsOfAnOpenType_areRefused() {
    assertRefused("Generic cannot tell its arguments apart: key type A has", new Generic<Long>());
  }

  @Test
  void resultsThatCannotBeWritten_areRefused() {
    assertRefused("Unwritable: StringBuilder", new Unwritable());
  }

  @Test
  void loaderThatIsNotRegistered_isRefused() {
    assertRefused(
        "Named is computed from values of Other, which is not registered; registered: [Forms,"
            + " Streams, Words]",
        new Named("Named", Input.of(Other.class, id -> id)));
  }

  @Test
  void loaderOfTwoForms_isRefused() {
    assertRefused(
        "Named cannot be computed from values of Forms: requests see another form of them than"
            + " tiers keep;",
        new Named("Named", Input.of(Forms.class, id -> id)));
  }

  @Test
  void loaderWhoseValuesCannotBeWritten_isRefused() {
    assertRefused(
        "Named cannot be computed from values of Streams: StringBuilder",
        new Named("Named", Input.of(Streams.class, id -> id)));
  }

  @Test
  void stepThatIsNotRegistered_isRefused() {
    assertRefused(
        "a step is Unwritable, which is not registered; registered: [Named]",
        new Named("Named", Input.step(Unwritable.class, id -> id)));
  }

  @Test
  void stepsInACircle_areRefused_withThePath() {
    assertRefused(
        "computations begin with each other as a step: Named -> Back -> Named",
        new Named("Named", Input.step(Back.class, id -> id)),
        new Back());
  }

  @Test
  void nameOfALoader_isRefused() {
    assertRefused(
        "a loader or another computation has the name 'Words' too; override name() in one of them:",
        new Named("Words"));
  }

  @Test
  void nameOfAnotherComputation_isRefused() {
    assertRefused(
        "a loader or another computation has the name 'Back' too; override name() in one of them:",
        new Back(),
        new Named("Back"));
  }

  @Test
  void nameWithOtherCharacters_isRefused() {
    assertRefused(Named.class.getName() + " has the name 'a:b'; allowed:", new Named("a:b"));
  }

  @Test
  void classTwice_isRefused() {
    assertRefused(
        Named.class.getName() + " is registered twice; one computation per class",
        new Named("one"),
        new Named("two"));
  }

  @Test
  void batchLimitOfZero_isRefused() {
    Named none = new Named("Named");
    none.batchLimit = 0;
    assertRefused("Named.batchLimit() is 0; allowed: 1 or more", none);
  }

  @Test
  void computationsInAnyOrder_areAccepted() {
    assertThatCode(() -> build(new Back(), new Named("Named", Input.of(Words.class, id -> id))))
        .doesNotThrowAnyException();
  }

  @SuppressWarnings("ArrayRecordComponent") // refused, which is the point
  private record Picture(long id, byte[] content) {}

  private static final class OfBytes extends Computation<Picture, String> {
    @Override
    public Optional<String> compute(Picture picture, Inputs inputs) {
      return Optional.empty();
    }
  }

  private static final class Generic<A> extends Computation<A, String> {
    @Override
    public Optional<String> compute(A arguments, Inputs inputs) {
      return Optional.empty();
    }
  }

  private static final class Unwritable extends Computation<Long, StringBuilder> {
    @Override
    public Optional<StringBuilder> compute(Long id, Inputs inputs) {
      return Optional.empty();
    }
  }

  private static final class Named extends Computation<Long, String> {
    private final String name;
    private final List<Input<Long>> inputs;
    private int batchLimit = 1;

    Named(String name) {
      this.name = name;
      this.inputs = List.of();
    }

    Named(String name, Input<Long> input) {
      this.name = name;
      this.inputs = List.of(input);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Input<Long>> inputs() {
      return inputs;
    }

    @Override
    public int batchLimit() {
      return batchLimit;
    }

    @Override
    public Optional<String> compute(Long id, Inputs given) {
      return Optional.empty();
    }
  }

  private static final class Back extends Computation<Long, String> {
    @Override
    public List<Input<Long>> inputs() {
      return List.of(Input.step(Named.class, id -> id));
    }

    @Override
    public Optional<String> compute(Long id, Inputs inputs) {
      return Optional.empty();
    }
  }

  private static final class Words extends RecordingLoader<Long, String> {
    Words() {
      super(Map.of());
    }
  }

  private static final class Other extends RecordingLoader<Long, String> {
    Other() {
      super(Map.of());
    }
  }

  /** Not shared, so that nothing but a computation asks how its values are written. */
  private static final class Streams extends RecordingLoader<Long, StringBuilder> {
    Streams() {
      super(Map.of());
    }

    @Override
    public boolean shared() {
      return false;
    }
  }

  private static final class Forms extends FormLoader<Long, String, StringBuilder> {
    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      return Map.of();
    }

    @Override
    public StringBuilder requestForm(Long key, String cached) {
      return new StringBuilder(cached);
    }
  }
}
