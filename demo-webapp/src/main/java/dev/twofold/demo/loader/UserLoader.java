package dev.twofold.demo.loader;

import dev.twofold.demo.entity.UserEntity;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;

/** Users by id or by name. */
public final class UserLoader extends RowLoader<Long, User> {

  public static final UniqueKey<String, User> BY_NAME =
      UniqueKey.of(UserLoader.class, String.class, "name");

  public UserLoader() {
    super(UserEntity.class);
  }
}
