package dev.twofold.demo.view;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.image.Image;

/**
 * A picture as the gallery shows it.
 *
 * @param views how often it was looked at, but for the last second or so
 * @param width of its thumbnail, in pixels
 * @param height of its thumbnail, in pixels
 * @param bytes of its thumbnail
 */
public record PictureCard(
    long id, String title, int revision, long views, int width, int height, int bytes) {

  public PictureCard {
    requireNonNull(title, "title");
  }

  /** A picture with its thumbnail. */
  public static PictureCard of(long id, String title, int revision, long views, Image thumbnail) {
    return new PictureCard(
        id,
        title,
        revision,
        views,
        thumbnail.width(),
        thumbnail.height(),
        thumbnail.content().length);
  }
}
