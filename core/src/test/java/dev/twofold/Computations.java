package dev.twofold;

import dev.twofold.Loaders.Names;
import dev.twofold.computation.Input;
import dev.twofold.computation.Inputs;
import dev.twofold.key.Parameter;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Computations that many tests ask. */
final class Computations {

  static final Parameter<Locale> LOCALE = Parameter.of("locale", Locale.class);

  /** Results live for ten minutes, failures for half a minute, and steps for one minute. */
  static final TwofoldSettings SETTINGS =
      TwofoldSettings.builder()
          .application("test")
          .region("default", policy(Duration.ofHours(1)))
          .region("results", policy(Duration.ofMinutes(10)))
          .region("steps", policy(Duration.ofMinutes(1)))
          .build();

  private Computations() {}

  private static RegionPolicy policy(Duration timeToLive) {
    return new RegionPolicy(timeToLive, Duration.ofSeconds(30), 0, 1_000);
  }

  record Greeted(long id, String word) {}

  /** {@code (1, "Hello") -> "Hello, name 1"}; fails for some words. */
  static final class Greeting extends RecordingComputation<Greeted, String> {

    private final int version;

    Greeting() {
      this(1);
    }

    Greeting(int version) {
      this.version = version;
    }

    @Override
    public String region() {
      return "results";
    }

    @Override
    public int version() {
      return version;
    }

    @Override
    public List<Input<Greeted>> inputs() {
      return List.of(Input.of(Names.class, Greeted::id));
    }

    @Override
    Optional<String> answer(Greeted greeted, Inputs inputs) throws Exception {
      if (greeted.word().equals("Damn") || greeted.word().equals("Oops")) {
        throw new IOException("rude");
      }
      return inputs.find(Names.class, greeted.id()).map(name -> greeted.word() + ", " + name);
    }

    @Override
    public Optional<String> resultOfFailure(Greeted greeted, Exception failure) {
      return greeted.word().equals("Oops") ? Optional.of("Oops?") : Optional.empty();
    }
  }

  /** {@code 1 -> "NAME 1"}, as the locale writes it. */
  static final class Loud extends RecordingComputation<Long, String> {

    @Override
    public String region() {
      return "steps";
    }

    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(LOCALE);
    }

    @Override
    public List<Input<Long>> inputs() {
      return List.of(Input.of(Names.class, id -> id));
    }

    @Override
    Optional<String> answer(Long id, Inputs inputs) {
      return inputs.find(Names.class, id).map(name -> name.toUpperCase(inputs.parameter(LOCALE)));
    }
  }

  record Shouted(long id, int marks) {}

  /** {@code (1, 2) -> "NAME 1!!"}: one step more. */
  static final class Shout extends RecordingComputation<Shouted, String> {

    private final int version;

    Shout() {
      this(1);
    }

    Shout(int version) {
      this.version = version;
    }

    @Override
    public String region() {
      return "results";
    }

    @Override
    public int version() {
      return version;
    }

    @Override
    public List<Input<Shouted>> inputs() {
      return List.of(Input.step(Loud.class, Shouted::id));
    }

    @Override
    Optional<String> answer(Shouted shouted, Inputs inputs) {
      return inputs
          .findStep(Loud.class, shouted.id())
          .map(loud -> loud + "!".repeat(shouted.marks()));
    }
  }
}
