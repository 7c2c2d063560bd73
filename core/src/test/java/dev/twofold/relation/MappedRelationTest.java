package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentEntity;
import dev.twofold.relation.Community.Photo;
import dev.twofold.relation.Community.PhotoEntity;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.StoryEntity;
import dev.twofold.relation.Community.Tag;
import dev.twofold.relation.Community.TagEntity;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserEntity;
import dev.twofold.tier.relation.Association;
import dev.twofold.tier.relation.Association.Kind;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Associations of the mapping work without being declared. */
class MappedRelationTest {

  private final Community community = new Community(20);

  @BeforeEach
  void map() {
    community
        .database
        .association(
            StoryEntity.class, Association.of("author", Kind.FOREIGN_KEY, UserEntity.class))
        .association(StoryEntity.class, Association.of("tags", Kind.MANY, TagEntity.class))
        .association(
            StoryEntity.class, Association.of("sponsor", Kind.FOREIGN_KEY, UserEntity.class))
        .association(UserEntity.class, Association.of("photo", Kind.FOREIGN_KEY, PhotoEntity.class))
        .association(
            CommentEntity.class, Association.of("story", Kind.FOREIGN_KEY, StoryEntity.class));
  }

  @Test
  void associations_resolveForAllOwners() {
    try (Twofold twofold = community.twofold();
        LoadScope scope = twofold.open()) {
      List<Story> stories = Community.stories(scope, 20);

      for (Story story : stories) {
        User author = ToOne.mapped(Story.class, "author", User.class).require(story);
        assertThat(author.id()).isEqualTo(story.authorId());
        assertThat(ToOne.mapped(User.class, "photo", Photo.class).require(author).id())
            .isEqualTo(author.photoId());
        assertThat(ToMany.mapped(Story.class, "tags", Tag.class).of(story))
            .extracting(Tag::name)
            .containsExactly("sql", "java");
      }

      assertThat(community.database.statementSizes()).containsExactly(20, 10, 10, 20);
    }
  }

  @Test
  void plan_takesThem() {
    try (Twofold twofold = community.twofold();
        LoadScope scope = twofold.open()) {
      scope.prefetch(
          Plan.of(Story.class)
              .one(
                  ToOne.mapped(Story.class, "author", User.class),
                  user -> user.one(ToOne.mapped(User.class, "photo", Photo.class)))
              .many(ToMany.mapped(Story.class, "tags", Tag.class)),
          Community.stories(scope, 20));

      assertThat(scope.stats().waves()).isEqualTo(3);
      assertThat(community.database.statementSizes()).containsExactly(20, 10, 20, 10);
    }
  }

  @Test
  void invalidation_byANodeThatNeverAskedForIt_dropsItsListsToo() {
    community.database.association(
        StoryEntity.class, Association.of("comments", Kind.MANY, CommentEntity.class));
    community.database.link(StoryEntity.class, "comments", 1L, 11L, 12L);
    ToMany<Story, Comment> comments = ToMany.mapped(Story.class, "comments", Comment.class);
    Twofold asking = community.twofold();
    try (LoadScope scope = asking.open()) {
      assertThat(comments.of(Community.stories(scope, 1).get(0))).hasSize(2);
    }
    community.database.link(StoryEntity.class, "comments", 1L, 13L);

    try (LoadScope scope = community.twofold().open()) {
      assertThat(scope.invalidate(Story.COMMENTS, Community.stories(scope, 1))).isTrue();
    }

    try (LoadScope scope = asking.open()) {
      assertThat(comments.of(Community.stories(scope, 1).get(0))).hasSize(3);
    }
  }

  @Test
  void whatDoesNotFit_isRefused() {
    try (Twofold twofold = community.twofold();
        LoadScope scope = twofold.open()) {
      Story story = Community.stories(scope, 1).get(0);

      assertRefused(
          () -> ToOne.mapped(Story.class, "writer", User.class).find(story),
          "relation Story.writer: 'writer' is no association to one of StoryEntity, which has"
              + " author FOREIGN_KEY, tags MANY, sponsor FOREIGN_KEY");
      assertRefused(
          () -> ToOne.mapped(Story.class, "tags", Tag.class).find(story),
          "relation Story.tags: 'tags' is no association to one of StoryEntity, which has author"
              + " FOREIGN_KEY, tags MANY, sponsor FOREIGN_KEY");
      assertRefused(
          () -> ToOne.mapped(Story.class, "author", Photo.class).find(story),
          "relation Story.author: association 'author' of StoryEntity leads to UserEntity, but"
              + " Photo is the record of PhotoEntity");
      assertRefused(
          () -> ToOne.mapped(Story.class, "sponsor", User.class).find(story),
          "relation Story.sponsor: Story has no component 'sponsorId' for the foreign key of"
              + " 'sponsor'; add it");
    }
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatExceptionOfType(ConfigurationException.class).isThrownBy(call).withMessage(message);
  }
}
