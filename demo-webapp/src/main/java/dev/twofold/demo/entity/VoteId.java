package dev.twofold.demo.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Who voted for what: a user votes for a story once. */
@Embeddable
public record VoteId(
    @Column(name = "story_id") Long storyId, @Column(name = "user_id") Long userId) {}
