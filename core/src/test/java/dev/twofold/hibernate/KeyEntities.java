package dev.twofold.hibernate;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/** Entities with ids of every kind. */
final class KeyEntities {

  private KeyEntities() {}

  @Entity(name = "Member")
  static class Member {
    @Id Long id;
    String name;
    String country;

    @ManyToOne(fetch = FetchType.LAZY)
    Member sponsor;

    static Member of(long id, String name, String country, Member sponsor) {
      Member member = new Member();
      member.id = id;
      member.name = name;
      member.country = country;
      member.sponsor = sponsor;
      return member;
    }
  }

  @Entity(name = "Token")
  static class Token {
    @Id UUID id;
    String purpose;
  }

  @Entity(name = "Label")
  static class Label {
    @Id String code;
    String text;
  }

  @Entity(name = "Holiday")
  static class Holiday {
    @Id LocalDate date;
    String name;
  }

  /** An id that is an embeddable. */
  @Entity(name = "Vote")
  static class Vote {
    @EmbeddedId VoteId id;
    int points;

    static Vote of(long member, long post, int points) {
      Vote vote = new Vote();
      vote.id = new VoteId();
      vote.id.member = member;
      vote.id.post = post;
      vote.points = points;
      return vote;
    }
  }

  @Embeddable
  static class VoteId {
    long member;
    long post;

    static VoteId of(long member, long post) {
      VoteId id = new VoteId();
      id.member = member;
      id.post = post;
      return id;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof VoteId that && member == that.member && post == that.post;
    }

    @Override
    public int hashCode() {
      return Objects.hash(member, post);
    }
  }

  /** An id of two attributes with an id class; one is an association. */
  @Entity(name = "Membership")
  @IdClass(MembershipId.class)
  static class Membership {
    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    Member member;

    @Id String club;
    String role;

    static Membership of(Member member, String club, String role) {
      Membership membership = new Membership();
      membership.member = member;
      membership.club = club;
      membership.role = role;
      return membership;
    }
  }

  static class MembershipId {
    Long member;
    String club;

    static MembershipId of(long member, String club) {
      MembershipId id = new MembershipId();
      id.member = member;
      id.club = club;
      return id;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof MembershipId that
          && Objects.equals(member, that.member)
          && Objects.equals(club, that.club);
    }

    @Override
    public int hashCode() {
      return Objects.hash(member, club);
    }
  }

  /** A reference to a composite id. */
  @Entity(name = "Appeal")
  static class Appeal {
    @Id long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Vote vote;
  }

  /** An id that is the id of another entity. */
  @Entity(name = "Profile")
  static class Profile {
    @Id Long id;

    @MapsId
    @OneToOne(fetch = FetchType.LAZY)
    Member member;

    String text;
  }
}
