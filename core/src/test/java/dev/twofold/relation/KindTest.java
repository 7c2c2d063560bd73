package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.AbsentException;
import dev.twofold.error.LoadException;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.StoryLoader;
import dev.twofold.testing.Costs;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Targets of several kinds: one statement for each kind. */
class KindTest {

  private final Community community = new Community(20);

  private static List<Flag> flags(LoadScope scope, long count) {
    return scope.requireAll(FlagLoader.class, LongStream.rangeClosed(1, count).boxed().toList());
  }

  private Twofold twofold() {
    return community
        .builder(settings -> settings)
        .distributed(community.tier)
        .register(new FlagLoader())
        .build();
  }

  private void flag(long id, @Nullable String kind, @Nullable Long target) {
    community.database.put(FlagEntity.class, id, new Flag(id, kind, target));
  }

  @Test
  void mixedKindsAndNulls_areOneStatementForEachKind_inOneWave() {
    for (long id = 1; id <= 9; id++) {
      flag(
          id,
          id % 3 == 0 ? null : id % 3 == 1 ? "story" : "comment",
          id % 3 == 1 ? id : 10 * id + 1);
    }
    flag(10, "story", null);
    Twofold twofold = twofold();
    for (int request = 0; request < 2; request++) {
      try (LoadScope scope = twofold.open()) {
        for (Flag flag : flags(scope, 10)) {
          Object target = Flag.TARGET.find(flag).orElse(null);
          if (flag.id() == 10 || flag.id() % 3 == 0) {
            assertThat(target).isNull();
          } else if (flag.id() % 3 == 1) {
            assertThat(target).isInstanceOf(Story.class);
          } else {
            assertThat(target).isInstanceOf(Comment.class);
          }
        }
        assertThat(scope.stats().waves()).isEqualTo(2);
        Costs.check(scope.stats());
      }
    }
    assertThat(community.database.statementSizes()).containsExactly(10, 3, 3);
  }

  @Test
  void unknownKind_failsForItsOwnerOnly_namingTheKnown() {
    flag(1, "story", 1L);
    flag(2, "picture", 2L);
    flag(3, "story", 3L);
    try (LoadScope scope = twofold().open()) {
      List<Flag> flags = flags(scope, 3);
      scope.prefetch(Plan.of(Flag.class).also(Flag.TARGET), flags);
      assertThat(Flag.TARGET.require(flags.get(0))).isInstanceOf(Story.class);
      assertThatExceptionOfType(LoadException.class)
          .isThrownBy(() -> Flag.TARGET.find(flags.get(1)))
          .withMessage(
              "relation Flag.TARGET: an owner is of a kind that is not named; named: [comment,"
                  + " story]");
      assertThat(Flag.TARGET.require(flags.get(2))).isInstanceOf(Story.class);
      assertThat(community.database.statementSizes()).containsExactly(3, 2);
    }
  }

  @Test
  void keyOfAnotherType_saysWhichTypeIsNeeded() {
    flag(1, "story", 1L);
    try (LoadScope scope = twofold().open()) {
      Flag flag = flags(scope, 1).get(0);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Flag.BY_TEXT.find(flag))
          .withMessage(
              "relation Flag.BY_TEXT: an owner has a key of type java.lang.String, but StoryLoader"
                  + " has keys of type java.lang.Long");
    }
  }

  @Test
  void danglingKey_namesTheLoaderOfItsKind() {
    flag(1, "story", 99L);
    try (LoadScope scope = twofold().open()) {
      Flag flag = flags(scope, 1).get(0);
      assertThat(Flag.TARGET.find(flag)).isEmpty();
      assertThatExceptionOfType(AbsentException.class)
          .isThrownBy(() -> Flag.TARGET.require(flag))
          .withMessage(
              "relation Flag.TARGET: Flag 1 leads to key 99, but StoryLoader has no value for it");
      assertThat(scope.stats().loader("StoryLoader").dangling()).isEqualTo(2);
    }
  }

  @Test
  void nullKind_requireSaysThatThereIsNone() {
    flag(1, null, 7L);
    try (LoadScope scope = twofold().open()) {
      Flag flag = flags(scope, 1).get(0);
      assertThatExceptionOfType(AbsentException.class)
          .isThrownBy(() -> Flag.TARGET.require(flag))
          .withMessage("relation Flag.TARGET: Flag 1 has none of CommentLoader or StoryLoader");
    }
  }

  @Test
  void kinds_areNamedOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flag.TARGET.when("story", StoryLoader.class))
        .withMessage("kind 'story' is named twice");
    assertThatNullPointerException()
        .isThrownBy(() -> Flag.TARGET.when(nothing(), StoryLoader.class))
        .withMessage("kind");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a caller may do
  private static <T> T nothing() {
    return null;
  }

  static final class FlagEntity {}

  record Flag(long id, @Nullable String kind, @Nullable Long target) {
    static final ToAny<Flag, Record> TARGET =
        ToAny.of(Flag.class, Record.class, Flag::kind, Flag::target)
            .when("story", StoryLoader.class)
            .when("comment", CommentLoader.class);
    static final ToAny<Flag, Record> BY_TEXT =
        ToAny.of(Flag.class, Record.class, Flag::kind, flag -> "" + flag.target())
            .when("story", StoryLoader.class);
  }

  static final class FlagLoader extends RowLoader<Long, Flag> {
    FlagLoader() {
      super(FlagEntity.class);
    }
  }
}
