package dev.twofold.bench.model;

import java.util.List;

/**
 * Rows that are written between two pages.
 *
 * @param posts get another title
 * @param users get another name
 * @param comments get another text
 * @param text the new value of all
 */
public record Changes(List<Long> posts, List<Long> users, List<Long> comments, String text) {}
