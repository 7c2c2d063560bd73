package dev.twofold.demo.view;

import org.jspecify.annotations.Nullable;

/**
 * A comment with everything below it.
 *
 * @param storyId the story that it is about
 * @param parentId the comment that it answers, or null if it answers the story
 */
public record CommentPage(long storyId, @Nullable Long parentId, CommentNode comment) {}
