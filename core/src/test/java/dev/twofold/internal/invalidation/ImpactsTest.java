package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.internal.invalidation.Library.AuthorEntity;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.Dependency;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.ToMany;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.Nulls;
import dev.twofold.tier.relation.Association;
import dev.twofold.tier.relation.Association.Kind;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is asked what a write makes stale, and what becomes of answers that cannot be. */
class ImpactsTest {

  static final class GroupEntity {}

  static class AnimalEntity {}

  static final class DogEntity extends AnimalEntity {}

  record Group(long id, String name) {}

  record Animal(long id, String name) {}

  static final class GroupLoader extends RowLoader<Long, Group> {
    GroupLoader() {
      super(GroupEntity.class);
    }
  }

  static final class AnimalLoader extends RowLoader<Long, Animal> {
    AnimalLoader() {
      super(AnimalEntity.class);
    }
  }

  abstract static class Summary extends BatchLoader<Long, String> {
    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      Map<Long, String> all = new HashMap<>();
      keys.forEach(key -> all.put(key, "summary"));
      return all;
    }
  }

  /** Its function fails. */
  static final class Failing extends Summary {
    @Override
    public List<Dependency<Long>> dependencies() {
      return List.of(
          Dependency.on(
              AnimalEntity.class,
              change -> {
                throw new IllegalStateException("told to fail");
              }));
    }
  }

  /** Its function names a key that is null. */
  static final class Mistaken extends Summary {
    @Override
    public List<Dependency<Long>> dependencies() {
      return List.of(
          Dependency.on(
              AnimalEntity.class, change -> Optional.of(Collections.singleton(Nulls.nothing()))));
    }
  }

  /** Of the row that was written, and of rows above it. */
  static final class Exact extends Summary {
    @Override
    public List<Dependency<Long>> dependencies() {
      return List.of(
          Dependency.on(AnimalEntity.class, change -> Optional.of(List.of((Long) change.id()))));
    }
  }

  /** Of the elements of a collection. */
  static final class OfElements extends Summary {
    @Override
    public List<Dependency<Long>> dependencies() {
      return List.of(
          Dependency.on(AnimalEntity.class, change -> change.values("toys", Long.class)));
    }
  }

  private final InMemoryDatabase database =
      new InMemoryDatabase()
          .put(GroupEntity.class, 1L, new Group(1, "pack"))
          .put(AnimalEntity.class, 1L, new Animal(1, "rex"))
          .association(GroupEntity.class, Association.of("members", Kind.MANY, AnimalEntity.class))
          .link(GroupEntity.class, "members", 1L, 1L);
  private final InMemoryTier tier = new InMemoryTier();

  private Twofold node() {
    return Twofold.builder()
        .database(database)
        .distributed(tier.node())
        .register(
            new GroupLoader(),
            new AnimalLoader(),
            new Failing(),
            new Mistaken(),
            new Exact(),
            new OfElements())
        .build();
  }

  private long entries(String part) {
    return tier.contents().keySet().stream().filter(text -> text.contains(part)).count();
  }

  @Test
  void associationThatOnlyAnotherNodeWasAskedFor_isKnownToTheWriter() {
    ToMany<Group, Animal> members = ToMany.mapped(Group.class, "members", Animal.class);
    try (Twofold asking = node();
        LoadScope scope = asking.open()) {
      assertThat(members.of(scope.require(GroupLoader.class, 1L))).hasSize(1);
      assertThat(entries(".list.in.")).isEqualTo(1);
      try (Twofold writing = node()) {
        assertThat(writing).isNotNull();
        database.begin().link(GroupEntity.class, "members", 1L, 2L).commit();
      }
    }
    assertThat(entries(".list.in.")).isZero();
  }

  @Test
  void answersThatCannotBe_areEverything() {
    try (Twofold twofold = node()) {
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Failing.class, List.of(7L));
        scope.findAll(Mistaken.class, List.of(7L));
        scope.findAll(Exact.class, List.of(1L, 7L));
      }
      database.begin().put(DogEntity.class, 1L, new Animal(1, "bello")).commit();

      assertThat(entries(":Failing:")).isZero();
      assertThat(entries(":Mistaken:")).isZero();
      assertThat(entries(":Exact:")).isEqualTo(1);
      assertThat(tier.removals()).isEqualTo(1);
    }
  }

  @Test
  void collection_comesAsAChangeOfTheRowThatHasIt_aboveOrBelow() {
    try (Twofold twofold = node()) {
      for (Class<?> owner : List.of(DogEntity.class, AnimalEntity.class, Object.class)) {
        try (LoadScope scope = twofold.open()) {
          scope.refreshAll(Exact.class, List.of(1L, 7L));
        }
        assertThat(entries(":Exact:")).isEqualTo(2);
        database.begin().link(owner, "toys", 1L, 5L).commit();
        assertThat(entries(":Exact:")).as(owner.getSimpleName()).isEqualTo(1);
      }
      database.begin().link(AuthorEntity.class, "toys", 7L, 5L).commit();
      assertThat(entries(":Exact:")).isEqualTo(1);
    }
  }

  @Test
  void collection_tellsTheElementsThatCameOrWent() {
    try (Twofold twofold = node()) {
      try (LoadScope scope = twofold.open()) {
        scope.findAll(OfElements.class, List.of(1L, 5L, 7L));
      }
      database.begin().link(AnimalEntity.class, "toys", 1L, 5L).commit();
      assertThat(entries(":OfElements:")).isEqualTo(2);
      database.begin().link(AnimalEntity.class, "bones", 1L, 7L).commit();
      assertThat(entries(":OfElements:")).as("of another attribute nothing is known").isZero();
    }
  }

  @Test
  void statement_onTablesOfTheEntityOnly() {
    try (Twofold twofold = node()) {
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Exact.class, List.of(1L));
      }
      database.begin().statement("groupentity").commit();
      assertThat(entries(":Exact:")).isEqualTo(1);
      database.begin().statement("animalentity").commit();
      assertThat(entries(":Exact:")).isZero();
    }
  }
}
