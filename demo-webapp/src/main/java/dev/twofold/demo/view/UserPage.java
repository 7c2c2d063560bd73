package dev.twofold.demo.view;

import java.time.Instant;

/**
 * A user and what the user submitted.
 *
 * @param votes how many stories the user has voted for of late
 * @param submitted newest first
 */
public record UserPage(
    Person user, String about, Instant joined, long votes, StoryList submitted) {}
