package dev.twofold.bench.model;

import dev.twofold.relation.ToOne;

/** A row of users. */
public record User(long id, String name, long photoId) {
  public static final ToOne<User, Photo> PHOTO =
      ToOne.of(User.class, User::photoId, PhotoLoader.class);
}
