package dev.twofold.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.LoadException;
import dev.twofold.relation.Community.Story;
import dev.twofold.relation.Community.User;
import dev.twofold.relation.Community.UserLoader;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys of owners that the database calls equal though they are not. */
class OwnerSpellingTest {

  private final Community community = new Community(0);

  @BeforeEach
  void ignoreCase() {
    community.database.comparingBy(
        key -> key instanceof String text ? text.toLowerCase(Locale.ROOT) : key);
  }

  private Twofold twofold(Class<?> relations) {
    return community
        .builder(settings -> settings)
        .distributed(community.tier)
        .relations(relations)
        .build();
  }

  private static Story story(String domain) {
    return new Story(1, "story", 1, null, domain);
  }

  @Test
  void sameSpelling_findsTheRows() {
    try (LoadScope scope = twofold(Relations.class).open()) {
      Story story = story("user 1");
      scope.adopt(List.of(story));

      assertThat(Relations.NAMED.of(story)).extracting(User::id).containsExactly(1L);
      assertThat(Relations.NAMED.page(story, null, 3)).extracting(User::id).containsExactly(1L);
    }
  }

  @Test
  void otherSpelling_fails_ratherThanFindsNothing() {
    Story story = story("USER 1");

    assertFails(() -> Relations.NAMED.of(story));
    assertFails(() -> Relations.NAMED.page(story, null, 3));
    assertFails(() -> Relations.HOW_MANY.of(story));
    assertFails(() -> Relations.ANY.of(story));
    assertFails(() -> Relations.FIRST.find(story));
    assertThat(community.tier.contents()).isEmpty();
  }

  @Test
  void normalizedSpellings_findTheRows_withOneStatement() {
    Story capitals = new Story(1, "story", 1, null, "USER 1");
    Story small = new Story(2, "story", 1, null, "user 1");
    Story other = new Story(3, "story", 1, null, "User 2");
    try (LoadScope scope = twofold(AnyCase.class).open()) {
      scope.adopt(List.of(capitals, small, other));
      long before = community.database.statements();

      assertThat(AnyCase.NAMED.of(capitals)).extracting(User::id).containsExactly(1L);
      assertThat(AnyCase.NAMED.of(small)).isEqualTo(AnyCase.NAMED.of(capitals));
      assertThat(AnyCase.NAMED.of(other)).extracting(User::id).containsExactly(2L);
      assertThat(AnyCase.NAMED.page(capitals, null, 3)).extracting(User::id).containsExactly(1L);
      assertThat(community.database.statements() - before).isEqualTo(2);
    }
  }

  private void assertFails(ThrowingCallable question) {
    try (LoadScope scope = twofold(Relations.class).open()) {
      assertThat(scope.isClosed()).isFalse();
      assertThatExceptionOfType(LoadException.class)
          .isThrownBy(question)
          .withMessageStartingWith("Relations.")
          .withMessageEndingWith(
              " could not load 1 key: the database answered for an owner that was not asked for;"
                  + " if it calls keys equal that are not (collation, trailing blanks), say so in"
                  + " normalize() of the loader of the owners, or, where the relation was given the"
                  + " key of its owners, in the normalization that ToMany.of takes with it");
    }
  }

  static final class AnyCase {
    static final ToMany<Story, User> NAMED =
        ToMany.of(
            Story.class,
            String.class,
            Story::domain,
            name -> name.toLowerCase(Locale.ROOT),
            UserLoader.class,
            "name");

    private AnyCase() {}
  }

  static final class Relations {
    static final ToMany<Story, User> NAMED =
        ToMany.of(Story.class, String.class, Story::domain, UserLoader.class, "name");
    static final Count<Story> HOW_MANY = NAMED.count();
    static final Exists<Story> ANY = NAMED.exists();
    static final ToOne<Story, User> FIRST = NAMED.first();

    private Relations() {}
  }
}
