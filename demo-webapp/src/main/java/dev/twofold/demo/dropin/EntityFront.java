package dev.twofold.demo.dropin;

import dev.twofold.LoadScope;
import dev.twofold.demo.entity.StoryEntity;
import dev.twofold.demo.loader.FrontPageIds;
import dev.twofold.demo.naive.EntityViews;
import dev.twofold.demo.view.Page;
import dev.twofold.demo.view.StoryList;
import java.util.List;

/**
 * The front page made of entities, by the code that walks those of a session in naive mode: here
 * they are copies that belong to the scope, and an association answers for all of them at once.
 */
public final class EntityFront {

  private EntityFront() {}

  /** Stories by rank. */
  public static StoryList of(LoadScope scope, Page page) {
    List<Long> ids = scope.require(FrontPageIds.class, page);
    // A story that is gone since its page was listed is left out.
    List<StoryEntity> stories = scope.entities().findAll(StoryEntity.class, ids).inOrder();
    return StoryList.of(page, stories, EntityViews::cards);
  }
}
