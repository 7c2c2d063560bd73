package dev.twofold.demo.view;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.image.ImageFormat;
import dev.twofold.demo.image.Look;
import dev.twofold.demo.image.Tone;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pictures with thumbnails that look alike: all of the gallery, or one.
 *
 * @param steps of the thumbnails, the last one first
 */
public record PictureList(Look look, List<PictureCard> pictures, List<Step> steps) {

  public PictureList {
    requireNonNull(look, "look");
    pictures = List.copyOf(pictures);
    steps = List.copyOf(steps);
  }

  /**
   * Another look of the same pictures.
   *
   * @param text what is different
   */
  public record Choice(String text, Look look) {}

  /** This look in each width. */
  public List<Choice> widths() {
    return Look.WIDTHS.stream()
        .sorted()
        .map(width -> new Choice(width + " px", look.withWidth(width)))
        .toList();
  }

  /** This look in each tone. */
  public List<Choice> tones() {
    return Stream.of(Tone.values())
        .map(tone -> new Choice(tone.text(), look.withTone(tone)))
        .toList();
  }

  /** This look in each format. */
  public List<Choice> formats() {
    return Stream.of(ImageFormat.values())
        .map(format -> new Choice(format.text(), look.withFormat(format)))
        .toList();
  }
}
