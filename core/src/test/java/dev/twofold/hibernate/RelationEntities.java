package dev.twofold.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.SQLJoinTableRestriction;
import org.hibernate.annotations.SQLOrder;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;

/** Entities with associations of every kind. */
final class RelationEntities {

  private RelationEntities() {}

  enum Mood {
    CALM,
    CROSS {
      @Override
      public String toString() {
        return "cross";
      }
    }
  }

  @Entity(name = "Tale")
  static class Tale {
    @Id long id;

    @OneToMany(mappedBy = "tale")
    @OrderBy("points desc, written")
    List<Remark> remarks = new ArrayList<>();

    @OneToMany(mappedBy = "tale")
    @SQLRestriction("points > 10")
    List<Remark> praised = new ArrayList<>();

    @OneToMany(mappedBy = "tale")
    @SQLOrder("length(text)")
    List<Remark> byLength = new ArrayList<>();

    @OneToMany(mappedBy = "tale")
    @MapKey(name = "text")
    Map<String, Remark> byText;

    @ManyToMany
    @JoinTable(name = "tale_topic")
    @OrderBy("name")
    Set<Topic> topics = new HashSet<>();

    @OneToMany
    @JoinTable(name = "tale_pinned")
    @OrderColumn(name = "place")
    List<Remark> pinned = new ArrayList<>();

    @ManyToMany
    @JoinTable(name = "tale_reader")
    @SoftDelete
    Set<Topic> recalled = new HashSet<>();

    @ManyToMany
    @JoinTable(
        name = "tale_topic",
        joinColumns = @JoinColumn(name = "tales_id"),
        inverseJoinColumns = @JoinColumn(name = "topics_id"))
    @SQLJoinTableRestriction("topics_id > 1")
    Set<Topic> laterTopics;

    @OneToMany(mappedBy = "tale")
    Set<Whisper> whispers;

    @ManyToMany
    @JoinTable(name = "tale_overheard")
    Set<Whisper> overheard = new HashSet<>();

    @ElementCollection Set<String> words;
  }

  /** Some are edited ones. */
  @Entity(name = "Remark")
  @DiscriminatorValue("plain")
  static class Remark {
    @Id long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Tale tale;

    @ManyToOne(fetch = FetchType.LAZY)
    Remark above;

    @Column(nullable = false)
    int points;

    @Column(nullable = false)
    LocalDate written;

    String text;

    @Enumerated(EnumType.STRING)
    Mood mood;

    @Embedded Origin origin;
  }

  @Entity(name = "EditedRemark")
  @DiscriminatorValue("edited")
  static class EditedRemark extends Remark {
    String editor;
  }

  @Embeddable
  static class Origin {
    Integer country;

    @ManyToOne(fetch = FetchType.LAZY)
    Topic forum;
  }

  @Entity(name = "Topic")
  static class Topic {
    @Id long id;
    String name;

    @ManyToMany(mappedBy = "topics")
    Set<Tale> tales = new HashSet<>();
  }

  @Entity(name = "Whisper")
  @SoftDelete
  static class Whisper {
    @Id long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Tale tale;
  }

  /** Whispers in an order of its own, some of which may be deleted. */
  @Entity(name = "Rumour")
  static class Rumour {
    @Id long id;

    @ManyToMany
    @JoinTable(name = "rumour_whisper")
    @OrderColumn(name = "place")
    List<Whisper> whispers = new ArrayList<>();
  }

  /** Of which only some count, about something that may be deleted. */
  @Entity(name = "Echo")
  @SQLRestriction("loud = true")
  static class Echo {
    @Id long id;
    boolean loud;
    @ManyToOne Whisper whisper;
  }

  @Embeddable
  static class SeatId {
    String hall;
    int place;

    @Override
    public boolean equals(Object other) {
      return other instanceof SeatId that && hall.equals(that.hall) && place == that.place;
    }

    @Override
    public int hashCode() {
      return Objects.hash(hall, place);
    }
  }

  /** With others behind it. */
  @Entity(name = "Seat")
  static class Seat {
    @EmbeddedId SeatId id;

    @ManyToOne(fetch = FetchType.LAZY)
    Seat ahead;

    @OneToOne(mappedBy = "seat", fetch = FetchType.LAZY)
    Cushion cushion;

    static Seat of(String hall, int place, Seat ahead) {
      Seat seat = new Seat();
      seat.id = new SeatId();
      seat.id.hall = hall;
      seat.id.place = place;
      seat.ahead = ahead;
      return seat;
    }
  }

  @Entity(name = "Cushion")
  static class Cushion {
    @Id long id;

    @OneToOne(fetch = FetchType.LAZY)
    Seat seat;

    String colour;
  }

  /** A row of a join table with data of its own. */
  @Entity(name = "Subscription")
  @IdClass(SubscriptionId.class)
  static class Subscription {
    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "topic")
    Topic topic;

    @Id long reader;
    int level;
  }

  static class SubscriptionId {
    Long topic;
    long reader;

    @Override
    public boolean equals(Object other) {
      return other instanceof SubscriptionId that
          && topic.equals(that.topic)
          && reader == that.reader;
    }

    @Override
    public int hashCode() {
      return Objects.hash(topic, reader);
    }
  }

  /** Has the number of a tale, which is no association. */
  @Entity(name = "Clipping")
  static class Clipping {
    @Id long id;
    long taleNumber;
  }

  static Class<?>[] all() {
    return new Class<?>[] {
      Tale.class,
      Remark.class,
      EditedRemark.class,
      Topic.class,
      Whisper.class,
      Rumour.class,
      Echo.class,
      Seat.class,
      Cushion.class,
      Subscription.class,
      Clipping.class
    };
  }
}
