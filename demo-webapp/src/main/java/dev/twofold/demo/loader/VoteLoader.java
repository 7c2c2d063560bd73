package dev.twofold.demo.loader;

import dev.twofold.demo.entity.VoteEntity;
import dev.twofold.demo.entity.VoteId;
import dev.twofold.loader.RowLoader;

/** Votes by who voted for what. */
public final class VoteLoader extends RowLoader<VoteId, Vote> {
  public VoteLoader() {
    super(VoteEntity.class);
  }
}
