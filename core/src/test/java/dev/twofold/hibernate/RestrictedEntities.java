package dev.twofold.hibernate;

import jakarta.persistence.ConstraintMode;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;

/** Entities of which not every row counts, hierarchies, and references of every kind. */
final class RestrictedEntities {

  private RestrictedEntities() {}

  @Entity(name = "Note")
  @SoftDelete
  static class Note {
    @Id long id;
    String text;
  }

  @Entity(name = "Article")
  @SQLRestriction("published = true")
  static class Article {
    @Id long id;
    boolean published;
  }

  @Entity(name = "Animal")
  @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
  @DiscriminatorColumn(name = "kind")
  abstract static class Animal {
    @Id long id;
    String name;
  }

  @Entity(name = "Dog")
  @DiscriminatorValue("dog")
  static class Dog extends Animal {
    String tricks;
  }

  @Entity(name = "Cat")
  @DiscriminatorValue("cat")
  static class Cat extends Animal {}

  @Entity(name = "Vehicle")
  @Inheritance(strategy = InheritanceType.JOINED)
  abstract static class Vehicle {
    @Id long id;
    String plate;
  }

  @Entity(name = "Car")
  static class Car extends Vehicle {
    int doors;
  }

  @Entity(name = "Truck")
  static class Truck extends Vehicle {
    int tons;
  }

  @Entity(name = "Payment")
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  abstract static class Payment {
    @Id long id;
    int cents;
  }

  @Entity(name = "CardPayment")
  static class CardPayment extends Payment {
    String card;
  }

  @Entity(name = "CashPayment")
  static class CashPayment extends Payment {}

  @Entity(name = "Person")
  static class Person {
    @Id long id;
    String badge;

    @OneToOne(mappedBy = "owner", fetch = FetchType.LAZY)
    Desk desk;
  }

  @Entity(name = "Desk")
  static class Desk {
    @Id long number;

    @OneToOne(fetch = FetchType.LAZY)
    Person owner;
  }

  /**
   * References to rows that may be gone, in other tables, or named by something else than an id.
   */
  @Entity(name = "Folder")
  static class Folder {
    @Id long id;

    @ManyToOne Note note;

    @ManyToOne
    @NotFound(action = NotFoundAction.IGNORE)
    @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
    Desk desk;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinTable(name = "folder_reader")
    Person reader;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "badge", referencedColumnName = "badge")
    Person keeper;

    @ManyToOne(fetch = FetchType.LAZY)
    Dog guard;
  }
}
