package dev.twofold.demo.image;

import static java.util.Objects.requireNonNull;

/**
 * A picture as a file.
 *
 * @param width in pixels
 * @param height in pixels
 * @param content not copied; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // large, and never compared
public record Image(ImageFormat format, int width, int height, byte[] content) {

  public Image {
    requireNonNull(format, "format");
    requireNonNull(content, "content");
  }
}
