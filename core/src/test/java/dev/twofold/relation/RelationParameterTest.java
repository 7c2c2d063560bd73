package dev.twofold.relation;

import static dev.twofold.criteria.Condition.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.key.Parameter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.relation.Community.Comment;
import dev.twofold.relation.Community.CommentEntity;
import dev.twofold.relation.Community.CommentLoader;
import dev.twofold.relation.Community.Story;
import dev.twofold.testing.Costs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Parameters of the scope split relations as they split loaders. */
class RelationParameterTest {

  private static final Parameter<Long> VIEWER = Parameter.of("viewer", Long.class);
  private static final Parameter<String> LOCALE = Parameter.of("locale", String.class);

  private final Community community = new Community(3);
  private final Titles titles = new Titles();

  private Twofold twofold() {
    return community
        .builder(settings -> settings)
        .distributed(community.tier)
        .register(titles)
        .relations(Viewed.class)
        .build();
  }

  private static List<Long> mine(Story story) {
    return Viewed.MINE.of(story).stream().map(Comment::id).toList();
  }

  @Nested
  class Condition {

    @Test
    void viewersHaveEntriesOfTheirOwn_andTheRowsAreShared() {
      try (Twofold twofold = twofold()) {
        for (long viewer = 1; viewer <= 2; viewer++) {
          try (LoadScope scope = twofold.open(VIEWER, viewer)) {
            for (Story story : Community.stories(scope, 3)) {
              assertThat(mine(story)).containsExactly(10 * story.id() + viewer);
            }
            Costs.check(scope.stats());
          }
        }
        assertThat(community.database.statementSizes()).containsExactly(3, 3, 3);
        try (LoadScope scope = twofold.open(VIEWER, 1L)) {
          assertThat(mine(Community.stories(scope, 3).get(2))).containsExactly(31L);
          assertThat(scope.stats().total().statements()).isZero();
        }
      }
    }

    @Test
    void blocks_resolveCohortsOfTheirOwn() {
      try (LoadScope scope = twofold().open(VIEWER, 1L)) {
        List<Story> stories = Community.stories(scope, 3);
        assertThat(mine(stories.get(0))).containsExactly(11L);
        scope.with(
            VIEWER,
            2L,
            () -> {
              stories.forEach(
                  story -> assertThat(mine(story)).containsExactly(10 * story.id() + 2));
              return 0;
            });
        assertThat(mine(stories.get(2))).containsExactly(31L);

        assertThat(community.database.statementSizes()).containsExactly(3, 3, 3);
      }
    }

    @Test
    void withoutAValue_isAnError() {
      try (LoadScope scope = twofold().open()) {
        Story story = Community.stories(scope, 1).get(0);
        assertThatIllegalStateException()
            .isThrownBy(() -> Viewed.MINE.of(story))
            .withMessage(
                "parameter 'viewer' has no value in this scope; set it when the scope is opened,"
                    + " or for a block with LoadScope.with");
        assertThat(scope.invalidate(Story.COMMENTS, List.of(story))).isTrue();
        assertThatIllegalStateException()
            .isThrownBy(() -> scope.invalidate(Viewed.MINE, List.of(story)));
      }
    }

    @Test
    void invalidatingTheUnconditional_coversTheViewerToo() {
      Twofold twofold = twofold();
      try (LoadScope scope = twofold.open(VIEWER, 1L)) {
        Story story = Community.stories(scope, 1).get(0);
        assertThat(mine(story)).containsExactly(11L);
        community.database.put(CommentEntity.class, 14L, new Comment(14, 1, null, 1, 1));
        scope.invalidate(Story.COMMENTS, List.of(story));
        assertThat(mine(story)).containsExactly(11L, 14L);
      }
    }
  }

  @Nested
  class OfTheTarget {

    @Test
    void handle_isReadWithTheParametersOfThePlaceWhereItWasMade() {
      try (LoadScope scope = twofold().open(LOCALE, "en")) {
        List<Story> stories = Community.stories(scope, 2);
        Lazy<String> german = scope.with(LOCALE, "de", () -> Viewed.TITLE.lazy(stories.get(0)));
        Lazy<String> english = Viewed.TITLE.lazy(stories.get(0));

        assertThat(german.require()).isEqualTo("de 1");
        assertThat(english.require()).isEqualTo("en 1");
        assertThat(german.find()).contains("de 1");
        assertThat(titles.asked).containsExactlyInAnyOrder("de [1]", "en [1]");
        Costs.check(scope.stats());
      }
    }

    @Test
    void plan_takesTheParametersOfItsBlock() {
      try (LoadScope scope = twofold().open()) {
        List<Story> stories = Community.stories(scope, 3);
        scope.with(
            LOCALE,
            "de",
            () -> {
              scope.prefetch(Plan.of(Story.class).one(Viewed.TITLE), stories);
              assertThat(Viewed.TITLE.require(stories.get(2))).isEqualTo("de 3");
              return 0;
            });
        assertThat(titles.asked).containsExactly("de [1, 2, 3]");
      }
    }
  }

  /** Relations that depend on parameters. */
  static final class Viewed {
    static final ToMany<Story, Comment> MINE =
        ToMany.of(Story.class, CommentLoader.class, "story").where(eq("author", VIEWER));
    static final ToOne<Story, String> TITLE = ToOne.of(Story.class, Story::id, Titles.class);
  }

  static final class Titles extends BatchLoader<Long, String> {
    private final List<String> asked = new ArrayList<>();

    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(LOCALE);
    }

    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      String locale = context.parameter(LOCALE);
      asked.add(locale + " " + keys);
      Map<Long, String> titles = new LinkedHashMap<>();
      keys.forEach(key -> titles.put(key, locale + " " + key));
      return titles;
    }
  }
}
