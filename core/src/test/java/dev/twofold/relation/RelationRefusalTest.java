package dev.twofold.relation;

import static dev.twofold.criteria.Condition.eq;
import static dev.twofold.criteria.Order.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserLoader;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Relations that cannot work are refused at start; those that are not known, when asked. */
class RelationRefusalTest {

  private final Community community = new Community(1);

  private void refuses(Class<?> declaring, String message) {
    Twofold.Builder builder = community.builder(settings -> settings).relations(declaring);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(builder::build)
        .withMessage(message);
    assertThat(community.database.isClosed()).isTrue();
  }

  @Nested
  class AtStart {

    @Test
    void targetThatIsNotRegistered() {
      refuses(
          ToUnregistered.class,
          "relation ToUnregistered.NAME leads from Story to Unregistered: no loader registered for "
              + Unregistered.class.getName()
              + "; registered: [CommentLoader, PhotoLoader, StoryLoader, TagLoader, UserLoader]");
    }

    @Test
    void rowsThatAreNotRegistered() {
      refuses(
          ToUnregisteredRows.class,
          "relation ToUnregisteredRows.ROWS leads to OtherLoader, which is not registered;"
              + " registered row loaders: [CommentLoader, PhotoLoader, StoryLoader, TagLoader,"
              + " UserLoader]");
    }

    @Test
    void uniqueKeyThatIsNotDeclaredByItsLoader() {
      refuses(
          ByUnknownKey.class,
          "relation ByUnknownKey.USER leads from Story to UserLoader: unique key "
              + ByUnknownKey.KEY
              + " is not known; register UserLoader, and declare the key in a static field of it");
    }

    @Test
    void attributeThatDoesNotExist() {
      refuses(
          ByMissingColumn.class,
          "relation ByMissingColumn.COMMENTS to CommentLoader: Comment has no 'tale', but id,"
              + " storyId, parentId, authorId, score");
    }

    @Test
    void attributeOfAConditionOrOrderThatDoesNotExist() {
      refuses(
          WhereMissing.class,
          "relation WhereMissing.COMMENTS to CommentLoader: Comment has no 'hidden', but id,"
              + " storyId, parentId, authorId, score");
      refuses(
          OrderedByMissing.class,
          "relation OrderedByMissing.COMMENTS to CommentLoader: Comment has no 'created', but id,"
              + " storyId, parentId, authorId, score");
    }

    @Test
    void foreignKeyOfAnotherType() {
      refuses(
          ByText.class,
          "relation ByText.COMMENTS to CommentLoader: 'story' of Comment is a Long, but the keys of"
              + " its owners are String");
    }

    @Test
    void ownerWhoseKeyIsNotKnown() {
      refuses(
          OfAProjection.class,
          "relation OfAProjection.COMMENTS: Headline is the record of no row loader, so its key"
              + " cannot be derived; name it: ToMany.of(Headline.class, <type of the key>.class,"
              + " <key>, ...). Records of row loaders: Comment, Photo, Story, Tag, User");
    }

    @Test
    void nothingToChooseFrom() {
      refuses(
          WithoutKinds.class,
          "relation WithoutKinds.TARGET names no kind; add one with ToAny.when");
    }

    @Test
    void fieldThatIsNull() {
      refuses(NullField.class, "relation NullField.NOTHING is null");
    }

    @Test
    void staticFieldsInACircle() {
      Twofold.Builder builder = community.builder(settings -> settings).relations(FirstOfTwo.class);
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(builder::build)
          .withMessageStartingWith("relation FirstOfTwo.SELF cannot be read: the static fields of");
      Twofold.Builder again =
          new Community(1).builder(settings -> settings).relations(FirstOfTwo.class);
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(again::build)
          .withMessageStartingWith("relation FirstOfTwo.SELF cannot be read: the static fields of");
    }
  }

  @Nested
  class WhenAsked {

    @Test
    void relationThatIsDeclaredNowhere_listsTheKnownOnes() {
      ToOne<User, User> unknown = ToOne.of(User.class, User::id, UserLoader.class);
      try (LoadScope scope = community.twofold().open()) {
        User user = scope.require(UserLoader.class, 1L);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> unknown.find(user))
            .withMessage(
                "a relation of User is not known to the engine; declare it in a static field of"
                    + " User, of a registered loader, or of a class that is named in"
                    + " Twofold.Builder.relations. Known: [User.PHOTO, User.STORIES]");
        assertThatIllegalArgumentException().isThrownBy(() -> unknown.lazy(user));
      }
    }

    @Test
    void relationDerivedFromADeclaredOne_isAnotherOne() {
      try (LoadScope scope = community.twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Story.COMMENTS.limitPerOwner(7).of(story));
        assertThat(Story.COMMENTS.alone().of(story)).hasSize(3);
      }
    }
  }

  @Test
  void constants_showInNoMessage() {
    Twofold.Builder builder = community.builder(settings -> settings).relations(Secretive.class);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(builder::build)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sesame"));
  }

  static final class Unregistered extends BatchLoader<Long, String> {
    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      return Map.of();
    }
  }

  record Other(long id, long storyId) {}

  static final class OtherLoader extends RowLoader<Long, Other> {
    OtherLoader() {
      super(Other.class);
    }
  }

  record Headline(String title) {}

  static final class ToUnregistered {
    static final ToOne<Story, String> NAME = ToOne.of(Story.class, Story::id, Unregistered.class);
  }

  static final class ToUnregisteredRows {
    static final ToMany<Story, Other> ROWS = ToMany.of(Story.class, OtherLoader.class, "story");
  }

  static final class ByUnknownKey {
    static final UniqueKey<String, User> KEY = UniqueKey.of(UserLoader.class, String.class, "name");
    static final ToOne<Story, User> USER = ToOne.by(Story.class, Story::title, KEY);
  }

  static final class ByMissingColumn {
    static final ToMany<Story, Comment> COMMENTS =
        ToMany.of(Story.class, CommentLoader.class, "tale");
  }

  static final class WhereMissing {
    static final ToMany<Story, Comment> COMMENTS = Story.COMMENTS.where(eq("hidden", false));
  }

  static final class OrderedByMissing {
    static final ToMany<Story, Comment> COMMENTS = Story.COMMENTS.orderBy(desc("created"));
  }

  static final class ByText {
    static final ToMany<Story, Comment> COMMENTS =
        ToMany.of(Story.class, String.class, Story::title, CommentLoader.class, "story");
  }

  static final class OfAProjection {
    static final ToMany<Headline, Comment> COMMENTS =
        ToMany.of(Headline.class, CommentLoader.class, "story");
  }

  static final class WithoutKinds {
    static final ToAny<Story, Record> TARGET =
        ToAny.of(Story.class, Record.class, Story::title, Story::id);
  }

  @SuppressWarnings("NullAway") // a mistake of the application
  static final class NullField {
    static final @Nullable ToOne<Story, User> NOTHING = null;
  }

  /** Initialized by the other one before its own field is there. */
  static final class FirstOfTwo {
    static final ToOne<User, User> SELF = ToOne.of(User.class, User::id, UserLoader.class);
    static final ToOne<User, User> THERE = SELF.then(SecondOfTwo.BACK);
  }

  static final class SecondOfTwo {
    static final ToOne<User, User> BACK = FirstOfTwo.SELF.then(FirstOfTwo.THERE);
  }

  static final class Secretive {
    static final ToMany<Story, Comment> COMMENTS = Story.COMMENTS.where(eq("password", "sesame"));
  }
}
