package dev.twofold.model.relation;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A link community with every kind of association. Any foreign key may lead nowhere. */
final class Entities {

  private Entities() {}

  static Class<?>[] all() {
    return new Class<?>[] {
      UserEntity.class,
      ProfileEntity.class,
      StoryEntity.class,
      CommentEntity.class,
      TagEntity.class,
      VoteEntity.class,
      AppealEntity.class,
      FlagEntity.class
    };
  }

  @Entity(name = "Users")
  static class UserEntity {
    @Id Long id;
    String name;
  }

  @Entity(name = "Profile")
  static class ProfileEntity {
    @Id Long id;

    @OneToOne(fetch = FetchType.LAZY)
    UserEntity user;
  }

  @Entity(name = "Story")
  static class StoryEntity {
    @Id Long id;
    @Nullable Integer points;

    @ManyToOne(fetch = FetchType.LAZY)
    UserEntity author;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable UserEntity editor;

    @ManyToMany
    @JoinTable(name = "StoryTags")
    Set<TagEntity> tags = new LinkedHashSet<>();
  }

  @Entity(name = "Comment")
  static class CommentEntity {
    @Id Long id;
    @Nullable Integer likes;
    boolean hidden;
    @Nullable String mentions;

    @ManyToOne(fetch = FetchType.LAZY)
    StoryEntity story;

    @ManyToOne(fetch = FetchType.LAZY)
    UserEntity author;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable CommentEntity parent;
  }

  @Entity(name = "Tag")
  static class TagEntity {
    @Id Long id;
    String name;

    @ManyToMany(mappedBy = "tags")
    Set<StoryEntity> stories = new LinkedHashSet<>();
  }

  @Entity(name = "Vote")
  static class VoteEntity {
    @EmbeddedId VoteKey id;
    int amount;
  }

  @Embeddable
  static class VoteKey {
    long storyId;
    long userId;

    static VoteKey of(long storyId, long userId) {
      VoteKey key = new VoteKey();
      key.storyId = storyId;
      key.userId = userId;
      return key;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof VoteKey that && storyId == that.storyId && userId == that.userId;
    }

    @Override
    public int hashCode() {
      return Objects.hash(storyId, userId);
    }
  }

  /** Has a foreign key of two columns. */
  @Entity(name = "Appeal")
  static class AppealEntity {
    @Id Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable VoteEntity vote;
  }

  /** Says itself what it is about. */
  @Entity(name = "Flag")
  static class FlagEntity {
    @Id Long id;
    @Nullable String kind;
    @Nullable Long target;
  }
}
