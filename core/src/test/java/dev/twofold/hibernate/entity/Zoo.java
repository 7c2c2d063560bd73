package dev.twofold.hibernate.entity;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;

/** Mappings out of the ordinary: inheritance of all kinds, ids of several columns, and so on. */
final class Zoo {

  static final Class<?>[] ALL = {
    Animal.class, Cat.class, Bird.class, Vehicle.class, Truck.class, Shape.class, Circle.class,
    Square.class, Seat.class, Ticket.class, Passport.class, Country.class, Visitor.class,
        Keeper.class
  };

  private Zoo() {}

  @MappedSuperclass
  abstract static class Named {
    @Id Long id;
    String name;

    public Long getId() {
      return id;
    }

    public String getName() {
      return name;
    }
  }

  @Entity(name = "Animal")
  @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
  @DiscriminatorColumn(name = "kind")
  abstract static class Animal extends Named {
    @ManyToOne(fetch = FetchType.LAZY)
    Animal mother;

    @OneToMany(mappedBy = "mother")
    @jakarta.persistence.OrderBy("id")
    List<Animal> young = new ArrayList<>();

    public Animal getMother() {
      return mother;
    }

    public List<Animal> getYoung() {
      return young;
    }

    abstract String sound();
  }

  @Entity(name = "Cat")
  static class Cat extends Animal {
    Integer lives;

    @Override
    String sound() {
      return "meow " + lives;
    }
  }

  @Entity(name = "Bird")
  static class Bird extends Animal {
    String song;

    @Override
    String sound() {
      return song;
    }
  }

  @Entity(name = "Vehicle")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Vehicle extends Named {
    int wheels;
  }

  @Entity(name = "Truck")
  static class Truck extends Vehicle {
    double load;

    @OneToMany
    @JoinColumn(name = "truck_id")
    @OrderColumn(name = "place")
    List<Animal> freight = new ArrayList<>();
  }

  @Entity(name = "Shape")
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  abstract static class Shape extends Named {}

  @Entity(name = "Circle")
  static class Circle extends Shape {
    double radius;
  }

  @Entity(name = "Square")
  static class Square extends Shape {
    double side;
  }

  @Embeddable
  record Place(@Column(name = "row_no") int row, @Column(name = "seat_no") int number)
      implements Serializable {}

  @Entity(name = "Seat")
  @SoftDelete
  static class Seat {
    @EmbeddedId Place place;
    String color;

    @OneToMany(mappedBy = "seat")
    List<Ticket> tickets = new ArrayList<>();

    public Place getPlace() {
      return place;
    }
  }

  static class TicketId implements Serializable {
    private static final long serialVersionUID = 1L;

    String show;
    Integer number;

    TicketId() {}

    TicketId(String show, Integer number) {
      this.show = show;
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TicketId id && id.show.equals(show) && id.number.equals(number);
    }

    @Override
    public int hashCode() {
      return Objects.hash(show, number);
    }
  }

  @Entity(name = "Ticket")
  @IdClass(TicketId.class)
  @SQLRestriction("price > 0")
  static class Ticket {
    @Id
    @Column(name = "show_name")
    String show;

    @Id Integer number;
    int price;

    @ManyToOne Seat seat;

    public Seat getSeat() {
      return seat;
    }
  }

  @Entity(name = "Country")
  static class Country extends Named {
    @Column(unique = true)
    String code;
  }

  @Entity(name = "Visitor")
  @SecondaryTable(name = "visitor_note")
  static class Visitor extends Named {
    @Column(table = "visitor_note")
    String note;

    @ManyToOne
    @JoinColumn(name = "country_code", referencedColumnName = "code")
    Country country;

    @ManyToOne
    @JoinColumn(
        name = "keeper_id",
        foreignKey =
            @jakarta.persistence.ForeignKey(jakarta.persistence.ConstraintMode.NO_CONSTRAINT))
    @NotFound(action = NotFoundAction.IGNORE)
    Keeper keeper;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
        name = "friend_id",
        foreignKey =
            @jakarta.persistence.ForeignKey(jakarta.persistence.ConstraintMode.NO_CONSTRAINT))
    Keeper friend;

    @ElementCollection List<Place> places = new ArrayList<>();

    @ElementCollection Map<Keeper, Integer> tips = new HashMap<>();

    public Country getCountry() {
      return country;
    }

    public Keeper getKeeper() {
      return keeper;
    }
  }

  @Entity(name = "Passport")
  static class Passport {
    @Id Long id;

    @OneToOne(fetch = FetchType.LAZY)
    @MapsId
    Visitor visitor;

    String number;

    public Visitor getVisitor() {
      return visitor;
    }
  }

  @Entity(name = "Keeper")
  @Access(AccessType.PROPERTY)
  static class Keeper {
    private Long id;
    private String nickname;

    @Id
    public Long getId() {
      return id;
    }

    public void setId(Long id) {
      this.id = id;
    }

    public String getNickname() {
      return nickname;
    }

    public void setNickname(String nickname) {
      this.nickname = nickname;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Keeper keeper && keeper.getId().equals(getId());
    }

    @Override
    public int hashCode() {
      return getId().hashCode();
    }
  }
}
