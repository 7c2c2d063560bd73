package dev.twofold.demo.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user and what the user submitted.
 *
 * @param votes how many stories the user has voted for of late
 * @param after the story after which this part begins; null: the first part
 * @param submitted newest first
 */
public record UserPage(
    Person user,
    String about,
    Instant joined,
    long votes,
    @Nullable Long after,
    StoryPart submitted) {}
