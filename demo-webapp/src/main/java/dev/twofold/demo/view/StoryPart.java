package dev.twofold.demo.view;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of stories that the next part continues after its last story.
 *
 * @param next the last story, if there is a next part; else null
 */
public record StoryPart(List<StoryCard> stories, @Nullable Long next) {

  public StoryPart {
    stories = List.copyOf(stories);
  }

  /**
   * A part of the rows that were found for it.
   *
   * @param rows at most {@link Page#ROWS}; the last of so many is not shown
   * @param cards makes what is shown of the rows that are
   */
  public static <T> StoryPart of(List<T> rows, Function<List<T>, List<StoryCard>> cards) {
    List<StoryCard> shown = cards.apply(Page.shown(rows));
    boolean more = rows.size() > shown.size();
    return new StoryPart(shown, more ? shown.get(shown.size() - 1).id() : null);
  }
}
