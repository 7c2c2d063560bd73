package dev.twofold.demo.thumbnail;

import static java.util.Objects.requireNonNull;

import dev.twofold.computation.Computation;
import dev.twofold.computation.Input;
import dev.twofold.computation.Inputs;
import dev.twofold.demo.image.Image;
import dev.twofold.demo.image.ImageCodec;
import dev.twofold.demo.image.Look;
import dev.twofold.demo.image.Pixels;
import dev.twofold.demo.image.Tone;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The last step of a thumbnail: a file for browsers. */
public final class Thumbnail extends Computation<Thumbnail.Of, Image> {

  /** What all thumbnails can be cleared by; their steps stay. */
  public static final String TAG = "thumbnails";

  /** What their steps can be cleared by, but for the originals. */
  public static final String STEPS_TAG = "thumbnail-steps";

  /**
   * Which picture, and how it looks.
   *
   * @param picture its id
   */
  public record Of(long picture, Look look) {

    public Of {
      requireNonNull(look, "look");
    }

    private Resized.Of resized() {
      return new Resized.Of(picture, look.width());
    }

    private boolean isOf(Tone tone) {
      return look.tone() == tone;
    }
  }

  @Override
  public String region() {
    return "thumbnails";
  }

  @Override
  public Set<String> tags(Of of) {
    return Set.of(TAG);
  }

  /** One step for each result: which one follows from its arguments. */
  @Override
  public List<Input<Of>> inputs() {
    return List.of(
        Input.steps(Resized.class, of -> of.isOf(Tone.COLOUR) ? List.of(of.resized()) : List.of()),
        Input.steps(Greyscale.class, of -> of.isOf(Tone.GREY) ? List.of(of.resized()) : List.of()));
  }

  @Override
  public Optional<Image> compute(Of of, Inputs inputs) {
    return pixels(of, inputs).map(pixels -> ImageCodec.encode(pixels, of.look().format()));
  }

  private static Optional<Pixels> pixels(Of of, Inputs inputs) {
    return of.isOf(Tone.GREY)
        ? inputs.findStep(Greyscale.class, of.resized())
        : inputs.findStep(Resized.class, of.resized());
  }
}
