package dev.twofold.demo.thumbnail;

import dev.twofold.computation.Computation;
import dev.twofold.computation.Input;
import dev.twofold.computation.Inputs;
import dev.twofold.demo.image.Pixels;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The second step of a thumbnail that has no colours. */
public final class Greyscale extends Computation<Resized.Of, Pixels> {

  @Override
  public String region() {
    return "steps";
  }

  @Override
  public List<Input<Resized.Of>> inputs() {
    return List.of(Input.step(Resized.class, of -> of));
  }

  @Override
  public Set<String> tags(Resized.Of of) {
    return Set.of(Thumbnail.STEPS_TAG);
  }

  @Override
  public Optional<Pixels> compute(Resized.Of of, Inputs inputs) {
    return inputs.findStep(Resized.class, of).map(Pixels::grey);
  }
}
