package dev.twofold.demo.thumbnail;

import dev.twofold.computation.Computation;
import dev.twofold.computation.Input;
import dev.twofold.computation.Inputs;
import dev.twofold.demo.image.ImageCodec;
import dev.twofold.demo.image.ImageFormat;
import dev.twofold.demo.image.Pixels;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first step of a thumbnail: the pixels of the original, fewer of them. */
public final class Resized extends Computation<Resized.Of, Pixels> {

  /** As many originals are in memory at once. */
  private static final int TOGETHER = 12;

  /**
   * Which picture, and how small.
   *
   * @param picture its id
   * @param width in pixels
   */
  public record Of(long picture, int width) {}

  @Override
  public String region() {
    return "steps";
  }

  @Override
  public List<Input<Of>> inputs() {
    return List.of(Input.step(Originals.class, Of::picture));
  }

  @Override
  public int batchLimit() {
    return TOGETHER;
  }

  @Override
  public Set<String> tags(Of of) {
    return Set.of(Thumbnail.STEPS_TAG);
  }

  @Override
  public Optional<Pixels> compute(Of of, Inputs inputs) {
    return inputs
        .findStep(Originals.class, of.picture())
        .map(file -> ImageCodec.decode(ImageFormat.PNG, file).scaledTo(of.width()));
  }
}
