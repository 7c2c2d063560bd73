package dev.twofold.bench.model;

import dev.twofold.loader.RowLoader;

/** Loads rows of users. */
public final class UserLoader extends RowLoader<Long, User> {
  public UserLoader() {
    super(UserEntity.class);
  }
}
