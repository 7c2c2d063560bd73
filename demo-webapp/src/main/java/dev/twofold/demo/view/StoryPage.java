package dev.twofold.demo.view;

import java.util.List;

/** A story with its discussion. */
public record StoryPage(StoryCard story, List<CommentNode> comments) {

  public StoryPage {
    comments = List.copyOf(comments);
  }
}
