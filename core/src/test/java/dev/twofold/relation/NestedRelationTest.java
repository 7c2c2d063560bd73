package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.LoadException;
import dev.twofold.loader.FormLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.StoryLoader;
import dev.twofold.relation.Community.User;
import dev.twofold.testing.Costs;
import dev.twofold.testing.RecordingLoader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Relations that are asked for inside of a load, also of what is being loaded. */
class NestedRelationTest {

  private final Community community = new Community(10);
  private final Summaries summaries = new Summaries();
  private final Cards cards = new Cards();

  private Twofold twofold() {
    return community
        .builder(settings -> settings)
        .distributed(community.tier)
        .register(summaries, cards)
        .relations(Nested.class)
        .build();
  }

  @Test
  void touchInsideALoad_resolvesTheCohort() {
    try (LoadScope scope = twofold().open()) {
      List<Story> stories = Community.stories(scope, 10);
      summaries.runInside(() -> stories.forEach(Story::author));
      for (Story story : stories) {
        assertThat(Nested.SUMMARY.require(story)).isEqualTo("summary " + story.id());
      }
      assertThat(community.database.statementSizes()).containsExactly(10, 10);
      assertThat(summaries.batchSizes()).containsExactly(10);
      Costs.check(scope.stats());
    }
  }

  @Test
  void touchOfWhatIsBeingLoaded_failsNamingThePath_andCountsEachKeyOnce() {
    try (LoadScope scope = twofold().open()) {
      List<Story> stories = Community.stories(scope, 10);
      AtomicReference<Throwable> inner = new AtomicReference<>();
      summaries.runInside(
          () -> {
            try {
              Nested.SUMMARY.find(stories.get(3));
            } catch (LoadException e) {
              inner.set(e);
            }
          });
      assertThat(Nested.SUMMARY.require(stories.get(0))).isEqualTo("summary 1");
      assertThat(inner.get())
          .hasMessage(
              "a key was asked for while it was being loaded: Summaries -> Summaries; a load must"
                  + " not depend on itself");
      Costs.check(scope.stats());
      stories.forEach(story -> assertThat(Nested.SUMMARY.find(story)).isPresent());
      assertThat(summaries.batchSizes()).containsExactly(10);
    }
  }

  @Test
  void circleThatIsNotCaught_failsTheLoad_andTheNextTouchTriesAgain() {
    try (LoadScope scope = twofold().open()) {
      List<Story> stories = Community.stories(scope, 10);
      summaries.runInside(() -> Nested.SUMMARY.find(stories.get(3)));
      assertThatExceptionOfType(LoadException.class)
          .isThrownBy(() -> Nested.SUMMARY.find(stories.get(0)))
          .withMessage(
              "Summaries (region default) could not load 10 keys: a key was asked for while it was"
                  + " being loaded: Summaries -> Summaries; a load must not depend on itself");
      Costs.check(scope.stats());
      summaries.recover();
      assertThat(Nested.SUMMARY.find(stories.get(0))).contains("summary 1");
      Costs.check(scope.stats());
    }
  }

  @Test
  void planInsideALoad_leavesOutWhatIsBeingLoaded() {
    try (LoadScope scope = twofold().open()) {
      List<Story> stories = Community.stories(scope, 10);
      summaries.runInside(
          () ->
              scope.prefetch(Plan.of(Story.class).one(Nested.SUMMARY).one(Story.AUTHOR), stories));
      stories.forEach(story -> assertThat(Nested.SUMMARY.find(story)).isPresent());
      stories.forEach(Story::author);
      assertThat(summaries.batchSizes()).containsExactly(10);
      assertThat(community.database.statementSizes()).containsExactly(10, 10);
      Costs.check(scope.stats());
    }
  }

  @Test
  void requestFormThatTouchesARelation_batchesOverTheForms() {
    try (LoadScope scope = twofold().open()) {
      List<Story> stories = Community.stories(scope, 10);
      cards.scope = scope;
      for (Story story : stories) {
        assertThat(Nested.CARD.require(story)).isEqualTo("card of user " + (story.id() % 10 + 1));
      }
      assertThat(community.database.statementSizes()).containsExactly(10, 10);
      Costs.check(scope.stats());
    }
  }

  @Test
  void keyThatIsReadFromAnotherRelation_isResolvedForAll() {
    try (LoadScope scope = twofold().open()) {
      for (Story story : Community.stories(scope, 10)) {
        assertThat(Nested.BY_NAME_OF_AUTHOR.require(story)).isSameAs(story.author());
      }
      assertThat(community.database.statementSizes()).containsExactly(10, 10);
      Costs.check(scope.stats());
    }
  }

  static final class Nested {
    static final ToOne<Story, String> SUMMARY = ToOne.of(Story.class, Story::id, Summaries.class);
    static final ToOne<Story, String> CARD = ToOne.of(Story.class, Story::id, Cards.class);
    static final ToOne<Story, User> BY_NAME_OF_AUTHOR =
        ToOne.by(Story.class, story -> story.author().name(), Community.UserLoader.BY_NAME);
  }

  static final class Summaries extends RecordingLoader<Long, String> {
    Summaries() {
      super(summaries());
    }

    private static Map<Long, String> summaries() {
      Map<Long, String> summaries = new HashMap<>();
      for (long id = 1; id <= 10; id++) {
        summaries.put(id, "summary " + id);
      }
      return summaries;
    }
  }

  static final class Cards extends FormLoader<Long, String, String> {
    private @Nullable LoadScope scope;

    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      Map<Long, String> cards = new LinkedHashMap<>();
      keys.forEach(key -> cards.put(key, "card of "));
      return cards;
    }

    @Override
    public String requestForm(Long key, String cached) {
      if (scope == null) {
        throw new IllegalStateException("no scope");
      }
      return cached + scope.require(StoryLoader.class, key).author().name();
    }
  }
}
