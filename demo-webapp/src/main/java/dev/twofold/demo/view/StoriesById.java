package dev.twofold.demo.view;

import java.util.List;

/**
 * Stories that were asked for by id.
 *
 * @param stories in the order asked, duplicates repeated
 * @param missing the ids of which there is no story, each once
 */
public record StoriesById(List<StoryCard> stories, List<Long> missing) {

  public StoriesById {
    stories = List.copyOf(stories);
    missing = List.copyOf(missing);
  }
}
