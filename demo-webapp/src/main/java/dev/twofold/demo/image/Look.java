package dev.twofold.demo.image;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How a thumbnail looks. There are twelve looks, so that nobody can fill the tiers with thumbnails
 * by asking for one pixel more each time.
 *
 * @param width one of {@link #WIDTHS}
 */
public record Look(int width, Tone tone, ImageFormat format) {

  private static final int TINY = 120;
  private static final int SMALL = 240;
  private static final int LARGE = 480;

  /** In pixels; the first one is what nobody has to ask for. */
  public static final List<Integer> WIDTHS = List.of(SMALL, TINY, LARGE);

  public Look {
    requireNonNull(tone, "tone");
    requireNonNull(format, "format");
    if (!WIDTHS.contains(width)) {
      throw new IllegalArgumentException("width is %d; allowed: %s".formatted(width, WIDTHS));
    }
  }

  /** The same as a page of one picture shows it. */
  public Look large() {
    return withWidth(LARGE);
  }

  /** The same as a page of many pictures shows it. */
  public Look small() {
    return withWidth(SMALL);
  }

  public Look withWidth(int other) {
    return new Look(other, tone, format);
  }

  public Look withTone(Tone other) {
    return new Look(width, other, format);
  }

  public Look withFormat(ImageFormat other) {
    return new Look(width, tone, other);
  }
}
