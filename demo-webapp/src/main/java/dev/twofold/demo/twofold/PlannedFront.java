package dev.twofold.demo.twofold;

import dev.twofold.LoadScope;
import dev.twofold.demo.loader.FrontPage;
import dev.twofold.demo.loader.Story;
import dev.twofold.demo.loader.User;
import dev.twofold.demo.view.Page;
import dev.twofold.demo.view.StoryList;
import dev.twofold.relation.Plan;
import java.util.List;

/**
 * The front page with its relations named beforehand. It is made like any other; what the plan
 * saves is trips to Redis: one for each level of relations instead of one for each relation.
 */
public final class PlannedFront {

  private static final Plan<Story> CARD =
      Plan.of(Story.class)
          .one(Story.AUTHOR, author -> author.one(User.PHOTO))
          .many(Story.TAGS)
          .also(Story.COMMENT_COUNT);

  private PlannedFront() {}

  /** Stories by rank. */
  public static StoryList of(LoadScope scope, Page page) {
    List<Story> stories = scope.list(FrontPage.class, page);
    scope.prefetch(CARD, stories);
    return StoryList.of(page, stories, RecordViews::cards);
  }
}
