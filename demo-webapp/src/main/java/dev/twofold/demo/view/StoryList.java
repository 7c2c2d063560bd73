package dev.twofold.demo.view;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list of stories.
 *
 * @param page its number, from 1
 * @param more whether another page follows
 */
public record StoryList(int page, boolean more, List<StoryCard> stories) {

  public StoryList {
    stories = List.copyOf(stories);
  }

  /**
   * A page of the rows that were found for it.
   *
   * @param rows at most {@link Page#ROWS}; the last of so many is not shown
   * @param cards makes what is shown of the rows that are
   */
  public static <T> StoryList of(
      Page page, List<T> rows, Function<List<T>, List<StoryCard>> cards) {
    List<T> shown = Page.shown(rows);
    return new StoryList(page.number(), rows.size() > shown.size(), cards.apply(shown));
  }
}
