package dev.twofold.demo.loader;

import dev.twofold.demo.entity.StoryEntity;
import dev.twofold.loader.RowLoader;

/** Stories by id. */
public final class StoryLoader extends RowLoader<Long, Story> {
  public StoryLoader() {
    super(StoryEntity.class);
  }

  /** A region of its own: its writes go through to the tiers, so that a vote costs no reader. */
  @Override
  public String region() {
    return "stories";
  }
}
