package dev.twofold.demo.image;

import static java.util.Objects.requireNonNull;

/**
 * A picture as red, green and blue of each pixel, row by row.
 *
 * @param rgb three bytes for each pixel; not copied, nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // large, and never compared
public record Pixels(int width, int height, byte[] rgb) {

  static final int COLOURS = 3;

  /** Shares of the colours in what an eye takes for brightness, in thousandths. */
  private static final int[] BRIGHTNESS = {299, 587, 114};

  public Pixels {
    requireNonNull(rgb, "rgb");
    if (width < 1 || height < 1 || rgb.length != width * height * COLOURS) {
      throw new IllegalArgumentException(
          "a picture of %d by %d pixels has %d bytes".formatted(width, height, rgb.length));
    }
  }

  /** The same picture, smaller: each pixel is the average of those in its place. */
  public Pixels scaledTo(int newWidth) {
    if (newWidth < 1 || newWidth > width) {
      throw new IllegalArgumentException(
          "width is %d; allowed: 1 to %d, which the picture has".formatted(newWidth, width));
    }
    int newHeight = Math.max(1, height * newWidth / width);
    byte[] scaled = new byte[newWidth * newHeight * COLOURS];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        average(
            x * width / newWidth,
            (x + 1) * width / newWidth,
            y * height / newHeight,
            (y + 1) * height / newHeight,
            scaled,
            (y * newWidth + x) * COLOURS);
      }
    }
    return new Pixels(newWidth, newHeight, scaled);
  }

  private void average(int left, int right, int top, int bottom, byte[] into, int at) {
    int count = (right - left) * (bottom - top);
    for (int colour = 0; colour < COLOURS; colour++) {
      int sum = 0;
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          sum += rgb[(y * width + x) * COLOURS + colour] & 0xff;
        }
      }
      into[at + colour] = (byte) (sum / count);
    }
  }

  /** The same picture without its colours. */
  public Pixels grey() {
    byte[] grey = new byte[rgb.length];
    for (int at = 0; at < rgb.length; at += COLOURS) {
      int sum = 0;
      for (int colour = 0; colour < COLOURS; colour++) {
        sum += BRIGHTNESS[colour] * (rgb[at + colour] & 0xff);
      }
      byte brightness = (byte) (sum / 1_000);
      for (int colour = 0; colour < COLOURS; colour++) {
        grey[at + colour] = brightness;
      }
    }
    return new Pixels(width, height, grey);
  }
}
