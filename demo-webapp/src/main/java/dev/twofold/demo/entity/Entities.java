package dev.twofold.demo.entity;

import java.util.List;

/** The mapped classes of the community. */
public final class Entities {

  /** All of them. */
  public static final List<Class<?>> ALL =
      List.of(
          PhotoEntity.class,
          UserEntity.class,
          TagEntity.class,
          StoryEntity.class,
          CommentEntity.class,
          VoteEntity.class,
          PictureEntity.class,
          OriginalEntity.class,
          PictureViewsEntity.class);

  private Entities() {}
}
