package dev.twofold.demo.view;

/**
 * A user as shown beside stories and comments.
 *
 * @param photo address of the picture, relative to the application
 */
public record Person(String name, String photo) {}
