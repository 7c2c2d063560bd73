package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.entity.Zoo.Animal;
import dev.twofold.hibernate.entity.Zoo.Bird;
import dev.twofold.hibernate.entity.Zoo.Cat;
import dev.twofold.hibernate.entity.Zoo.Circle;
import dev.twofold.hibernate.entity.Zoo.Country;
import dev.twofold.hibernate.entity.Zoo.Keeper;
import dev.twofold.hibernate.entity.Zoo.Passport;
import dev.twofold.hibernate.entity.Zoo.Place;
import dev.twofold.hibernate.entity.Zoo.Seat;
import dev.twofold.hibernate.entity.Zoo.Shape;
import dev.twofold.hibernate.entity.Zoo.Square;
import dev.twofold.hibernate.entity.Zoo.Ticket;
import dev.twofold.hibernate.entity.Zoo.TicketId;
import dev.twofold.hibernate.entity.Zoo.Truck;
import dev.twofold.hibernate.entity.Zoo.Vehicle;
import dev.twofold.hibernate.entity.Zoo.Visitor;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.EntityNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Copies of mappings out of the ordinary; each is read cold and then from a tier. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ZooContract {

  private TestDatabase database;
  private Twofold engine;

  abstract TestDatabase open(Class<?>... entities);

  @BeforeAll
  void fill() {
    database = open(Zoo.ALL);
    database.sessionFactory().inTransaction(ZooContract::fill);
    engine =
        Twofold.builder()
            .database(HibernateDatabase.builder(database.sessionFactory()).entities().build())
            .distributed(new InMemoryTier())
            .build();
  }

  @AfterAll
  void close() {
    engine.close();
    database.close();
  }

  private static void fill(Session session) {
    Cat cat = new Cat();
    cat.id = 1L;
    cat.name = "Tom";
    cat.lives = 9;
    session.persist(cat);
    Bird bird = new Bird();
    bird.id = 2L;
    bird.name = "Tweety";
    bird.song = "tweet";
    bird.mother = cat;
    session.persist(bird);
    Vehicle cart = new Vehicle();
    cart.id = 1L;
    cart.wheels = 2;
    session.persist(cart);
    Truck truck = new Truck();
    truck.id = 2L;
    truck.wheels = 6;
    truck.load = 7.5;
    truck.freight.addAll(List.of(bird, cat));
    session.persist(truck);
    Circle circle = new Circle();
    circle.id = 1L;
    circle.radius = 2;
    session.persist(circle);
    Square square = new Square();
    square.id = 2L;
    square.side = 3;
    session.persist(square);
    fillSeats(session);
    fillVisitors(session);
  }

  private static void fillSeats(Session session) {
    for (int number = 1; number <= 2; number++) {
      Seat seat = new Seat();
      seat.place = new Place(1, number);
      seat.color = "red";
      session.persist(seat);
      for (int price = 0; price <= 1; price++) {
        Ticket ticket = new Ticket();
        ticket.show = "Hamlet";
        ticket.number = number * 10 + price;
        ticket.price = price;
        ticket.seat = seat;
        session.persist(ticket);
      }
    }
    Seat gone = new Seat();
    gone.place = new Place(2, 1);
    session.persist(gone);
    session.flush();
    session.remove(gone);
  }

  private static void fillVisitors(Session session) {
    Country country = new Country();
    country.id = 49L;
    country.name = "Germany";
    country.code = "DE";
    session.persist(country);
    Keeper keeper = new Keeper();
    keeper.setId(5L);
    keeper.setNickname("Kim");
    session.persist(keeper);
    Visitor visitor = new Visitor();
    visitor.id = 1L;
    visitor.name = "Vera";
    visitor.note = "loud";
    visitor.country = country;
    visitor.keeper = keeper;
    visitor.places.add(new Place(3, 4));
    visitor.tips.put(keeper, 20);
    session.persist(visitor);
    Visitor lost = new Visitor();
    lost.id = 2L;
    session.persist(lost);
    Passport passport = new Passport();
    passport.visitor = visitor;
    passport.number = "P1";
    session.persist(passport);
    session.flush();
    session
        .createNativeMutationQuery("update Visitor set keeper_id = 99, friend_id = 99 where id = 2")
        .executeUpdate();
  }

  /** Twice: from the database, then from the tier. */
  private void inScopes(Consumer<LoadScope> reading) {
    for (int i = 0; i < 2; i++) {
      try (LoadScope scope = engine.open()) {
        reading.accept(scope);
      }
    }
  }

  @Test
  void singleTable_hasCopiesOfTheSubclasses() {
    inScopes(
        scope -> {
          List<Animal> animals = scope.entities().requireAll(Animal.class, List.of(1L, 2L));
          assertThat(animals.get(0)).isInstanceOf(Cat.class);
          assertThat(animals.get(1)).isInstanceOf(Bird.class);
          assertThat(animals).extracting(Animal::sound).containsExactly("meow 9", "tweet");
          assertThat(animals.get(1).getMother()).isSameAs(animals.get(0));
          assertThat(animals.get(0).getYoung()).containsExactly(animals.get(1));
        });
  }

  @Test
  void idOfASibling_isMissing() {
    inScopes(
        scope -> {
          Loaded<Object, Cat> cats = scope.entities().findAll(Cat.class, List.of(1L, 2L, 3L));
          assertThat(cats.found()).containsOnlyKeys(1L);
          assertThat(cats.missing()).containsExactly(2L, 3L);
        });
  }

  @Test
  void proxyOfAnAbstractClass_actsAsItsSubclass() {
    inScopes(
        scope -> {
          Animal bird = scope.entities().require(Animal.class, 2L);
          Animal mother = bird.getMother();
          assertThat(mother.sound()).isEqualTo("meow 9");
          assertThat(mother.getName()).isEqualTo("Tom");
          assertThat(scope.entities().require(Animal.class, 1L)).isSameAs(mother);
          assertThat(scope.entities().require(Cat.class, 1L)).isSameAs(Hibernate.unproxy(mother));
        });
  }

  @Test
  void joined_hasCopiesOfTheSubclasses_andALists() {
    inScopes(
        scope -> {
          assertThat(scope.entities().require(Vehicle.class, 1L)).isNotInstanceOf(Truck.class);
          Truck truck = scope.entities().require(Truck.class, 2L);
          assertThat(truck.wheels).isEqualTo(6);
          assertThat(truck.load).isEqualTo(7.5);
          assertThat(truck.freight).extracting(Animal::getName).containsExactly("Tweety", "Tom");
        });
  }

  @Test
  void tablePerClass_hasCopiesOfTheSubclasses() {
    inScopes(
        scope -> {
          List<Shape> shapes = scope.entities().requireAll(Shape.class, List.of(1L, 2L));
          assertThat(((Circle) shapes.get(0)).radius).isEqualTo(2);
          assertThat(((Square) shapes.get(1)).side).isEqualTo(3);
        });
  }

  @Test
  void embeddedId_isTheIdOfCopyAndProxy() {
    inScopes(
        scope -> {
          Ticket ticket = scope.entities().require(Ticket.class, new TicketId("Hamlet", 11));
          assertThat(ticket.getSeat().getPlace()).isEqualTo(new Place(1, 1));
          assertThat(Hibernate.isInitialized(ticket.getSeat())).isFalse();
          Seat seat = scope.entities().require(Seat.class, new Place(1, 1));
          assertThat(seat).isSameAs(ticket.getSeat());
          assertThat(((Seat) Hibernate.unproxy(seat)).color).isEqualTo("red");
        });
  }

  @Test
  void restriction_holdsForEntitiesAndCollections() {
    inScopes(
        scope -> {
          assertThat(scope.entities().find(Ticket.class, new TicketId("Hamlet", 10))).isEmpty();
          Seat seat = scope.entities().require(Seat.class, new Place(1, 2));
          assertThat(seat.tickets).extracting(ticket -> ticket.number).containsExactly(21);
        });
  }

  @Test
  void softDeleted_isAbsent() {
    inScopes(scope -> assertThat(scope.entities().find(Seat.class, new Place(2, 1))).isEmpty());
  }

  @Test
  void referenceToAUniqueKey_isReadByIt() {
    inScopes(
        scope -> {
          Visitor visitor = scope.entities().require(Visitor.class, 1L);
          assertThat(visitor.getCountry().getName()).isEqualTo("Germany");
          assertThat(visitor.getCountry()).isSameAs(scope.entities().require(Country.class, 49L));
          assertThat(visitor.note).isEqualTo("loud");
        });
  }

  @Test
  void danglingKey_thatTheMappingIgnores_isNull() {
    inScopes(
        scope -> {
          assertThat(scope.entities().require(Visitor.class, 1L).getKeeper().getNickname())
              .isEqualTo("Kim");
          assertThat(scope.entities().require(Visitor.class, 2L).getKeeper()).isNull();
        });
  }

  @Test
  void danglingKey_failsWhenItIsTouched() {
    inScopes(
        scope -> {
          Keeper friend = scope.entities().require(Visitor.class, 2L).friend;
          assertThat(friend.getId()).isEqualTo(99L);
          assertThatThrownBy(friend::getNickname)
              .isInstanceOf(EntityNotFoundException.class)
              .hasMessage("Visitor.friend leads to Keeper 99, which does not exist");
        });
  }

  @Test
  void mapsId_sharesTheKey() {
    inScopes(
        scope -> {
          Passport passport = scope.entities().require(Passport.class, 1L);
          assertThat(passport.id).isEqualTo(1L);
          assertThat(passport.getVisitor().getName()).isEqualTo("Vera");
        });
  }

  @Test
  void collectionsOfEmbeddables_andMapsByEntity_areRead() {
    inScopes(
        scope -> {
          Visitor visitor = scope.entities().require(Visitor.class, 1L);
          assertThat(visitor.places).containsExactly(new Place(3, 4));
          assertThat(visitor.tips)
              .isEqualTo(Map.of(scope.entities().require(Keeper.class, 5L), 20));
        });
  }
}
