package dev.twofold.demo.loader;

/** How often a picture was looked at, as far as that is written. */
public record PictureViews(long pictureId, long number) {}
