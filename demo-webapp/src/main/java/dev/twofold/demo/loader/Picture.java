package dev.twofold.demo.loader;

/**
 * A picture of the gallery.
 *
 * @param revision grows whenever the original is another one: what is computed from the picture
 *     follows from this row alone
 */
public record Picture(long id, String title, int revision) {}
