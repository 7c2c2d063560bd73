package dev.twofold.hibernate.write;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;

/** Entities of every kind that writes are told of. */
final class Library {

  static final Class<?>[] ENTITIES = {
    Writer.class,
    Story.class,
    Remark.class,
    Label.class,
    Shelf.class,
    Work.class,
    Novel.class,
    Animal.class,
    Dog.class,
    Vote.class,
    Membership.class,
    Note.class
  };

  private Library() {}

  @Entity(name = "Writer")
  static class Writer {
    @Id Long id;
    String name;

    static Writer of(long id, String name) {
      Writer writer = new Writer();
      writer.id = id;
      writer.name = name;
      return writer;
    }
  }

  @Embeddable
  static class Place {
    String city;

    @ManyToOne(fetch = FetchType.LAZY)
    Writer mayor;
  }

  /** With a version, a to-one, an embeddable, and collections that it owns and does not own. */
  @Entity(name = "Story")
  static class Story {
    @Id Long id;
    @Version int version;
    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "writer_id")
    Writer writer;

    @Column(name = "writer_id", insertable = false, updatable = false)
    Long writerId;

    @Column(updatable = false)
    String origin;

    @Formula("length(title)")
    Integer length;

    @Embedded Place place;

    @OneToMany(mappedBy = "story", cascade = CascadeType.ALL, orphanRemoval = true)
    List<Remark> remarks = new ArrayList<>();

    @ManyToMany Set<Label> labels = new HashSet<>();

    @ElementCollection Set<String> nicknames = new HashSet<>();

    static Story of(long id, String title, Writer writer) {
      Story story = new Story();
      story.id = id;
      story.title = title;
      story.writer = writer;
      story.origin = "first";
      return story;
    }
  }

  @Entity(name = "Remark")
  static class Remark {
    @Id Long id;
    String text;

    @ManyToOne(fetch = FetchType.LAZY)
    Story story;

    static Remark of(long id, Story story) {
      Remark remark = new Remark();
      remark.id = id;
      remark.story = story;
      return remark;
    }
  }

  @Entity(name = "Label")
  static class Label {
    @Id Long id;
    String text;

    static Label of(long id) {
      Label label = new Label();
      label.id = id;
      return label;
    }
  }

  @MappedSuperclass
  abstract static class Furniture {
    @OneToMany
    @JoinColumn(name = "shelf_id")
    @OrderColumn
    List<Label> parts = new ArrayList<>();
  }

  /** With a collection that writes the foreign keys of its elements; no version. */
  @Entity(name = "Shelf")
  @DynamicUpdate
  static class Shelf extends Furniture {
    @Id Long id;
    String room;
    int height;

    static Shelf of(long id, String room) {
      Shelf shelf = new Shelf();
      shelf.id = id;
      shelf.room = room;
      return shelf;
    }
  }

  @Entity(name = "Work")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Work {
    @Id Long id;
    String title;
  }

  @Entity(name = "Novel")
  static class Novel extends Work {
    int pages;

    static Novel of(long id, int pages) {
      Novel novel = new Novel();
      novel.id = id;
      novel.title = "untitled";
      novel.pages = pages;
      return novel;
    }
  }

  @Entity(name = "Animal")
  static class Animal {
    @Id Long id;
    String name;
  }

  @Entity(name = "Dog")
  static class Dog extends Animal {
    String breed;

    static Dog of(long id) {
      Dog dog = new Dog();
      dog.id = id;
      return dog;
    }
  }

  @Embeddable
  static class VoteId {
    long voter;
    long story;

    static VoteId of(long voter, long story) {
      VoteId id = new VoteId();
      id.voter = voter;
      id.story = story;
      return id;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof VoteId that && voter == that.voter && story == that.story;
    }

    @Override
    public int hashCode() {
      return Objects.hash(voter, story);
    }

    @Override
    public String toString() {
      return voter + "/" + story;
    }
  }

  @Entity(name = "Vote")
  static class Vote {
    @EmbeddedId VoteId id;
    int points;

    static Vote of(long voter, long story, int points) {
      Vote vote = new Vote();
      vote.id = VoteId.of(voter, story);
      vote.points = points;
      return vote;
    }
  }

  record MembershipId(Long writer, String club) {}

  /** An id of several attributes, one of them an association. */
  @Entity(name = "Membership")
  @IdClass(MembershipId.class)
  static class Membership {
    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    Writer writer;

    @Id String club;
    int years;

    static Membership of(Writer writer, String club) {
      Membership membership = new Membership();
      membership.writer = writer;
      membership.club = club;
      return membership;
    }
  }

  /** With a unique text, for flushes that fail. */
  @Entity(name = "Note")
  static class Note {
    @Id Long id;

    @Column(unique = true)
    String text;

    static Note of(long id, String text) {
      Note note = new Note();
      note.id = id;
      note.text = text;
      return note;
    }
  }
}
