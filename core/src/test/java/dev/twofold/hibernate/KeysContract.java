package dev.twofold.hibernate;

import static dev.twofold.hibernate.RowReads.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.KeyEntities.Appeal;
import dev.twofold.hibernate.KeyEntities.Holiday;
import dev.twofold.hibernate.KeyEntities.Label;
import dev.twofold.hibernate.KeyEntities.Member;
import dev.twofold.hibernate.KeyEntities.Membership;
import dev.twofold.hibernate.KeyEntities.MembershipId;
import dev.twofold.hibernate.KeyEntities.Profile;
import dev.twofold.hibernate.KeyEntities.Token;
import dev.twofold.hibernate.KeyEntities.Vote;
import dev.twofold.hibernate.KeyEntities.VoteId;
import dev.twofold.testing.TestDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Reading by ids and unique keys of every kind. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class KeysContract {

  private static final UUID TOKEN = UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2");
  private static final LocalDate DAY = LocalDate.of(2026, 5, 1);

  RowReads rows;

  abstract TestDatabase open(Class<?>... entities);

  @BeforeAll
  void openDatabase() {
    rows =
        new RowReads(
            open(
                Member.class,
                Token.class,
                Label.class,
                Holiday.class,
                Vote.class,
                Membership.class,
                Appeal.class,
                Profile.class));
    Member ada = Member.of(1, "ada", "GB", null);
    Member alan = Member.of(2, "alan", "GB", ada);
    Member ada2 = Member.of(3, "ada", "US", alan);
    Vote vote = Vote.of(1, 10, 5);
    Appeal appeal = new Appeal();
    appeal.id = 1;
    appeal.vote = vote;
    Appeal baseless = new Appeal();
    baseless.id = 2;
    Profile profile = new Profile();
    profile.member = alan;
    profile.text = "hello";
    Token token = new Token();
    token.id = TOKEN;
    Label label = new Label();
    label.code = "news";
    Holiday holiday = new Holiday();
    holiday.date = DAY;
    rows.persist(ada, alan, ada2, vote, Vote.of(1, 20, 6), Vote.of(2, 10, 7), Vote.of(2, 20, 8));
    // Found by mistake if the last key is not repeated as a whole to fill up a list.
    rows.persist(Vote.of(10, 10, 9));
    rows.persist(appeal, baseless, token, label, holiday);
    rows.persist(Membership.of(ada, "chess", "chair"), Membership.of(alan, "chess", "member"));
    rows.database()
        .sessionFactory()
        .inTransaction(
            session -> {
              profile.member = session.getReference(Member.class, 2L);
              session.persist(profile);
            });
  }

  @AfterAll
  void closeDatabase() {
    rows.close();
  }

  record MemberRow(long id, String name, String country, Long sponsorId) {}

  static final MemberRow ADA = new MemberRow(1, "ada", "GB", null);
  static final MemberRow ALAN = new MemberRow(2, "alan", "GB", 1L);
  static final MemberRow ADA_US = new MemberRow(3, "ada", "US", 2L);

  @Nested
  class SimpleIds {

    record TokenRow(UUID id) {}

    record LabelRow(String code, String text) {}

    record HolidayRow(LocalDate date) {}

    record NameOnly(String name) {}

    @Test
    void numbers_absentOnesAreLeftOut() {
      assertThat(rows.byIds(mapping(Member.class, Long.class, MemberRow.class), 2L, 99L, 1L))
          .containsOnlyKeys(1L, 2L)
          .containsEntry(1L, ADA)
          .containsEntry(2L, ALAN);
    }

    @Test
    void primitiveKeyType_meansTheBoxedOne() {
      assertThat(rows.byIds(mapping(Member.class, long.class, MemberRow.class), 1L))
          .containsEntry(1L, ADA);
    }

    @Test
    void otherTypes_areFound() {
      assertThat(rows.byIds(mapping(Token.class, UUID.class, TokenRow.class), TOKEN))
          .containsEntry(TOKEN, new TokenRow(TOKEN));
      assertThat(rows.byIds(mapping(Label.class, String.class, LabelRow.class), "news", "x"))
          .containsOnlyKeys("news")
          .containsEntry("news", new LabelRow("news", null));
      assertThat(rows.byIds(mapping(Holiday.class, LocalDate.class, HolidayRow.class), DAY))
          .containsEntry(DAY, new HolidayRow(DAY));
    }

    @Test
    void idThatIsNoComponent_isReadAllTheSame() {
      assertThat(rows.byIds(mapping(Member.class, Long.class, NameOnly.class), 2L))
          .containsEntry(2L, new NameOnly("alan"));
    }

    @Test
    void foreignKey_isReadWithoutAJoin() {
      rows.byIds(mapping(Member.class, Long.class, MemberRow.class), 2L);
      assertThat(rows.statement()).doesNotContainIgnoringCase("join");
    }

    @Test
    void idOfAnotherEntity_isFound() {
      record ProfileRow(Long id, Long memberId, String text) {}
      assertThat(rows.byIds(mapping(Profile.class, Long.class, ProfileRow.class), 2L))
          .containsEntry(2L, new ProfileRow(2L, 2L, "hello"));
    }
  }

  @Nested
  class CompositeIds {

    record VoteKey(long member, long post) {}

    record Points(int points) {}

    record WithWhole(VoteKey id, int points) {}

    record WithParts(long post, long member, int points) {}

    record WithInstance(VoteId id) {}

    @Test
    void recordKey_findsNoOtherCombination() {
      VoteKey first = new VoteKey(1, 20);
      VoteKey second = new VoteKey(2, 10);
      assertThat(
              rows.byIds(
                  mapping(Vote.class, VoteKey.class, Points.class),
                  first,
                  second,
                  new VoteKey(3, 30)))
          .containsOnlyKeys(first, second)
          .containsEntry(first, new Points(6))
          .containsEntry(second, new Points(7));
    }

    @Test
    void embeddableKey_isMadeByHibernate() {
      VoteId key = VoteId.of(2, 20);
      assertThat(rows.byIds(mapping(Vote.class, VoteId.class, Points.class), key))
          .containsExactly(Map.entry(key, new Points(8)));
    }

    @Test
    void components_mayBeTheWholeIdOrItsAttributes() {
      VoteKey key = new VoteKey(1, 20);
      assertThat(rows.byIds(mapping(Vote.class, VoteKey.class, WithWhole.class), key))
          .containsEntry(key, new WithWhole(key, 6));
      assertThat(rows.byIds(mapping(Vote.class, VoteKey.class, WithParts.class), key))
          .containsEntry(key, new WithParts(20, 1, 6));
      assertThat(rows.byIds(mapping(Vote.class, VoteKey.class, WithInstance.class), key))
          .containsEntry(key, new WithInstance(VoteId.of(1, 20)));
    }

    @Test
    void columns_areCounted() {
      assertThat(rows.hibernate().rowReader(mapping(Vote.class, VoteKey.class, Points.class)))
          .extracting(reader -> reader.idColumns())
          .isEqualTo(2);
    }

    @Test
    void referenceToACompositeId_isARecordOrNull() {
      record AppealRow(long id, VoteKey voteId) {}
      assertThat(rows.byIds(mapping(Appeal.class, Long.class, AppealRow.class), 1L, 2L))
          .containsEntry(1L, new AppealRow(1, new VoteKey(1, 10)))
          .containsEntry(2L, new AppealRow(2, null));
      assertThat(rows.statement()).doesNotContainIgnoringCase("join");
    }
  }

  @Nested
  class IdClasses {

    record Key(String club, Long member) {}

    record Role(String role) {}

    record Whole(Key id, String club, Long memberId) {}

    @Test
    void recordKey_hasTheAttributesInAnyOrder() {
      Key key = new Key("chess", 2L);
      assertThat(
              rows.byIds(
                  mapping(Membership.class, Key.class, Role.class), key, new Key("golf", 2L)))
          .containsOnlyKeys(key)
          .containsEntry(key, new Role("member"));
    }

    @Test
    void idClassKey_isMadeByHibernate() {
      MembershipId key = MembershipId.of(1, "chess");
      assertThat(rows.byIds(mapping(Membership.class, MembershipId.class, Role.class), key))
          .containsOnlyKeys(key)
          .containsEntry(key, new Role("chair"));
    }

    @Test
    void components_mayBeTheWholeIdOrItsAttributes() {
      Key key = new Key("chess", 1L);
      assertThat(rows.byIds(mapping(Membership.class, Key.class, Whole.class), key))
          .containsEntry(key, new Whole(key, "chess", 1L));
    }
  }

  @Nested
  class UniqueKeys {

    record NameAndCountry(String name, String country) {}

    record SponsorAndName(Long sponsor, String name) {}

    @Test
    void oneAttribute_findsRowsWithTheirIds() {
      assertThat(
              rows.byUnique(
                  mapping(Member.class, Long.class, MemberRow.class, String.class, "name"),
                  "alan",
                  "nobody"))
          .containsOnlyKeys(2L)
          .containsEntry(2L, ALAN);
    }

    @Test
    void severalAttributes_findNoOtherCombination() {
      assertThat(
              rows.byUnique(
                  mapping(
                      Member.class,
                      Long.class,
                      MemberRow.class,
                      NameAndCountry.class,
                      "name",
                      "country"),
                  new NameAndCountry("ada", "US"),
                  new NameAndCountry("alan", "GB"),
                  new NameAndCountry("alan", "US")))
          .containsOnlyKeys(2L, 3L);
    }

    @Test
    void foreignKey_mayBePartOfIt() {
      assertThat(
              rows.byUnique(
                  mapping(
                      Member.class,
                      Long.class,
                      MemberRow.class,
                      SponsorAndName.class,
                      "sponsorId",
                      "name"),
                  new SponsorAndName(2L, "ada"),
                  new SponsorAndName(1L, "ada")))
          .containsOnlyKeys(3L)
          .containsEntry(3L, ADA_US);
      assertThat(
              rows.byUnique(
                  mapping(Member.class, Long.class, MemberRow.class, Long.class, "sponsorId"), 1L))
          .containsOnlyKeys(2L);
    }
  }

  static List<Long> numbers(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }
}
