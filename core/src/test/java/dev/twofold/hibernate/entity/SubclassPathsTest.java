package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.settings.UnplannedLoads;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Associations of one name that subclasses have each of its own. */
class SubclassPathsTest {

  private final TestDatabase database =
      TestDatabase.h2(Pet.class, Dog.class, Fish.class, Ball.class, Tank.class, Maker.class);
  private final Twofold engine =
      Twofold.builder()
          .settings(TwofoldSettings.builder().unplannedLoads(UnplannedLoads.REFUSE).build())
          .database(HibernateDatabase.builder(database.sessionFactory()).entities().build())
          .distributed(new InMemoryTier())
          .build();

  @BeforeEach
  void fill() {
    database.sessionFactory().inTransaction(SubclassPathsTest::fill);
    database.reset();
  }

  private static void fill(Session session) {
    Maker maker = new Maker();
    maker.id = 1L;
    maker.name = "Acme";
    session.persist(maker);
    Ball ball = new Ball();
    ball.id = 1L;
    ball.sewer = maker;
    session.persist(ball);
    Tank tank = new Tank();
    tank.id = 1L;
    tank.glazier = maker;
    session.persist(tank);
    Dog dog = new Dog();
    dog.id = 1L;
    dog.thing = ball;
    dog.gifts.add(new Bone(maker));
    session.persist(dog);
    Fish fish = new Fish();
    fish.id = 2L;
    fish.thing = tank;
    fish.gifts.add(new Plant(maker));
    session.persist(fish);
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  @Test
  void paths_goOnFromWhatEachSubclassLeadsTo() {
    try (LoadScope scope = engine.open()) {
      List<Pet> pets = scope.entities().requireAll(Pet.class, List.of(1L, 2L));
      scope.entities().prefetch(pets, "thing.sewer", "thing.glazier");
      assertThat(database.queries().count()).isEqualTo(4);
      assertThat(((Dog) pets.get(0)).getThing().getSewer().getName()).isEqualTo("Acme");
      assertThat(((Fish) pets.get(1)).getThing().getGlazier().getName()).isEqualTo("Acme");
      assertThat(database.queries().count()).isEqualTo(4);
    }
  }

  @Test
  void embeddables_goOnByTheirOwnKind() {
    try (LoadScope scope = engine.open()) {
      List<Pet> pets = scope.entities().requireAll(Pet.class, List.of(1L, 2L));
      scope.entities().prefetch(pets, "gifts.butcher", "gifts.gardener");
      assertThat(((Dog) pets.get(0)).getGifts().get(0).butcher.getName()).isEqualTo("Acme");
      assertThat(((Fish) pets.get(1)).getGifts().get(0).gardener.getName()).isEqualTo("Acme");
      assertThat(database.queries().count()).isEqualTo(4);
    }
  }

  @Test
  void unknownStep_namesAllThatThePathCameTo() {
    try (LoadScope scope = engine.open()) {
      List<Pet> pets = scope.entities().requireAll(Pet.class, List.of(1L, 2L));
      assertThatThrownBy(() -> scope.entities().prefetch(pets, "thing.owner"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "prefetch of 'thing.owner': Ball or Tank has no association 'owner'; it has:"
                  + " [glazier, sewer]");
    }
  }

  @Test
  void invalidate_isOfTheAssociationsOfAllSubclasses() {
    try (LoadScope scope = engine.open()) {
      List<Pet> pets = scope.entities().requireAll(Pet.class, List.of(1L, 2L));
      scope.entities().prefetch(pets, "gifts");
    }
    database
        .sessionFactory()
        .inTransaction(
            session -> {
              session.find(Dog.class, 1L).gifts.clear();
              session.find(Fish.class, 2L).gifts.clear();
            });
    try (LoadScope scope = engine.open()) {
      scope.entities().invalidate(Pet.class, List.of(1L, 2L), "gifts");
    }
    try (LoadScope scope = engine.open()) {
      List<Pet> pets = scope.entities().requireAll(Pet.class, List.of(1L, 2L));
      scope.entities().prefetch(pets, "gifts");
      assertThat(((Dog) pets.get(0)).getGifts()).isEmpty();
      assertThat(((Fish) pets.get(1)).getGifts()).isEmpty();
    }
  }

  @Entity(name = "Pet")
  abstract static class Pet {
    @Id Long id;
  }

  @Entity(name = "Dog")
  static class Dog extends Pet {
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "ball_id")
    Ball thing;

    @ElementCollection List<Bone> gifts = new ArrayList<>();

    Ball getThing() {
      return thing;
    }

    List<Bone> getGifts() {
      return gifts;
    }
  }

  @Entity(name = "Fish")
  static class Fish extends Pet {
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "tank_id")
    Tank thing;

    @ElementCollection List<Plant> gifts = new ArrayList<>();

    Tank getThing() {
      return thing;
    }

    List<Plant> getGifts() {
      return gifts;
    }
  }

  @Embeddable
  static class Bone {
    @ManyToOne(fetch = FetchType.LAZY)
    Maker butcher;

    protected Bone() {}

    Bone(Maker butcher) {
      this.butcher = butcher;
    }
  }

  @Embeddable
  static class Plant {
    @ManyToOne(fetch = FetchType.LAZY)
    Maker gardener;

    protected Plant() {}

    Plant(Maker gardener) {
      this.gardener = gardener;
    }
  }

  @Entity(name = "Ball")
  static class Ball {
    @Id Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Maker sewer;

    Maker getSewer() {
      return sewer;
    }
  }

  @Entity(name = "Tank")
  static class Tank {
    @Id Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Maker glazier;

    Maker getGlazier() {
      return glazier;
    }
  }

  @Entity(name = "Maker")
  static class Maker {
    @Id Long id;
    String name;

    String getName() {
      return name;
    }
  }
}
