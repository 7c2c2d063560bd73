package dev.twofold.hibernate;

import static dev.twofold.hibernate.RelationReads.rows;
import static dev.twofold.tier.relation.AggregateFunction.COUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.criteria.Order;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.WriteTransaction;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.RowMapping;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entities whose ids are those of others, by {@code @MapsId}: reads, relations and writes. */
class DerivedIdTest {

  private final RelationReads relations = new RelationReads(database());
  private final HibernateDatabase hibernate = relations.hibernate();
  private final RowReads rows = new RowReads(relations.database());
  private final List<Change> told = new ArrayList<>();

  @Entity(name = "Traveller")
  static class Traveller {
    @Id Long id;

    @OneToOne(mappedBy = "traveller", fetch = FetchType.LAZY)
    Passport passport;

    @OneToMany(mappedBy = "traveller")
    Set<Visit> visits;
  }

  /** Has the whole id of its traveller. */
  @Entity(name = "Passport")
  static class Passport {
    @Id Long id;

    @MapsId
    @OneToOne(fetch = FetchType.LAZY)
    Traveller traveller;

    String number;
  }

  @Embeddable
  static class VisitId {
    Long travellerId;
    String country;

    static VisitId of(Long travellerId, String country) {
      VisitId id = new VisitId();
      id.travellerId = travellerId;
      id.country = country;
      return id;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof VisitId that
          && Objects.equals(travellerId, that.travellerId)
          && country.equals(that.country);
    }

    @Override
    public int hashCode() {
      return Objects.hash(travellerId, country);
    }
  }

  /** Has the id of its traveller in its own. */
  @Entity(name = "Visit")
  static class Visit {
    @EmbeddedId VisitId id;

    @MapsId("travellerId")
    @ManyToOne(fetch = FetchType.LAZY)
    Traveller traveller;

    int days;
  }

  record TravellerRow(long id, Long passportId) {}

  record PassportRow(long id, Long travellerId, String number) {}

  record VisitKey(long travellerId, String country) {}

  record VisitRow(VisitId id, int days) {}

  private static final RowMapping<Long, PassportRow> PASSPORTS =
      RowReads.mapping(Passport.class, Long.class, PassportRow.class);

  private static final RowMapping<Long, TravellerRow> TRAVELLERS =
      RowReads.mapping(Traveller.class, Long.class, TravellerRow.class);

  private static final RowMapping<VisitKey, VisitRow> VISITS =
      RowReads.mapping(Visit.class, VisitKey.class, VisitRow.class);

  private static final Rows<Long, VisitId, VisitRow> VISITS_OF_TRAVELLERS =
      rows(Visit.class, VisitId.class, VisitRow.class).by("traveller");

  private static final Rows<Long, VisitId, VisitRow> COLLECTED_VISITS =
      rows(Visit.class, VisitId.class, VisitRow.class).in(Traveller.class, "visits");

  private static final Rows<Long, Long, PassportRow> PASSPORTS_OF_TRAVELLERS =
      rows(Passport.class, Long.class, PassportRow.class).by("traveller");

  private static TestDatabase database() {
    return TestDatabase.h2(Traveller.class, Passport.class, Visit.class);
  }

  private static Passport passport(Traveller traveller, String number) {
    Passport passport = new Passport();
    passport.traveller = traveller;
    passport.number = number;
    return passport;
  }

  private static Visit visit(Traveller traveller, String country, int days) {
    Visit visit = new Visit();
    visit.id = VisitId.of(null, country);
    visit.traveller = traveller;
    visit.days = days;
    return visit;
  }

  @BeforeEach
  void fill() {
    Traveller ada = new Traveller();
    ada.id = 7L;
    Traveller bob = new Traveller();
    bob.id = 8L;
    relations.persist(ada, bob, passport(ada, "A7"), visit(ada, "it", 3), visit(ada, "fr", 5));
    hibernate.listen(Transaction::new);
  }

  @AfterEach
  void close() {
    relations.close();
  }

  private final class Transaction implements WriteTransaction {

    @Override
    public void changed(Change change) {
      told.add(change);
    }

    @Override
    public void beforeCommit() {}

    @Override
    public void committed() {}

    @Override
    public void rolledBack() {}

    @Override
    public void unknown() {}
  }

  private void write(Consumer<Session> work) {
    told.clear();
    relations.database().sessionFactory().inTransaction(work);
    assertThat(told).isNotEmpty();
  }

  private <K> Set<K> stale(Function<Change, Affected<K>> reader) {
    Set<K> keys = new HashSet<>();
    for (Change change : told) {
      keys.addAll(((Affected.Keys<K>) reader.apply(change)).keys());
    }
    return keys;
  }

  private <O> Set<O> staleOwners(Rows<O, ?, ?> relation) {
    return stale(hibernate.relations().reader(relation.mapping())::affectedBy);
  }

  private <K> Set<K> staleRows(RowMapping<K, ?> mapping) {
    return stale(hibernate.rowReader(mapping)::affectedBy);
  }

  @Test
  void rows_byTheirDerivedIds() {
    assertThat(rows.byIds(PASSPORTS, List.of(7L, 8L), ParameterValues.none()).values())
        .containsExactly(new PassportRow(7, 7L, "A7"));
    assertThat(rows.byIds(VISITS, List.of(new VisitKey(7, "it")), ParameterValues.none()).values())
        .containsExactly(new VisitRow(VisitId.of(7L, "it"), 3));
  }

  @Test
  void relations_byWhatTheIdIsDerivedFrom() {
    VisitRow it = new VisitRow(VisitId.of(7L, "it"), 3);
    VisitRow fr = new VisitRow(VisitId.of(7L, "fr"), 5);

    assertThat(relations.read(VISITS_OF_TRAVELLERS, 7L, 8L)).containsOnlyKeys(7L);
    assertThat(relations.read(VISITS_OF_TRAVELLERS, 7L).get(7L)).containsExactlyInAnyOrder(it, fr);
    assertThat(relations.read(COLLECTED_VISITS, 7L).get(7L)).containsExactlyInAnyOrder(it, fr);
    assertThat(relations.read(PASSPORTS_OF_TRAVELLERS, 7L, 8L))
        .containsOnlyKeys(7L)
        .containsEntry(7L, List.of(new PassportRow(7, 7L, "A7")));
    assertThat(relations.aggregate(VISITS_OF_TRAVELLERS.aggregate(COUNT, null, Long.class), 7L))
        .containsEntry(7L, 2L);
  }

  @Test
  void insert_staleAreTheRowAndItsOwner() {
    write(session -> session.persist(visit(session.find(Traveller.class, 8L), "es", 1)));

    assertThat(staleRows(VISITS)).containsExactly(new VisitKey(8, "es"));
    assertThat(staleOwners(VISITS_OF_TRAVELLERS)).containsExactly(8L);
    assertThat(staleOwners(COLLECTED_VISITS)).containsExactly(8L);
  }

  @Test
  void insertOfTheOtherSideOfAOneToOne_staleIsAlsoTheRowThatShowsItsId() {
    write(session -> session.persist(passport(session.find(Traveller.class, 8L), "B8")));

    assertThat(staleRows(PASSPORTS)).containsExactly(8L);
    assertThat(staleRows(TRAVELLERS)).containsExactly(8L);
    assertThat(staleOwners(PASSPORTS_OF_TRAVELLERS)).containsExactly(8L);
  }

  @Test
  void update_staleIsTheRow_itsOwnerOnlyIfTheListDependsOnIt() {
    write(session -> session.find(Visit.class, VisitId.of(7L, "it")).days = 4);

    assertThat(staleRows(VISITS)).containsExactly(new VisitKey(7, "it"));
    assertThat(staleOwners(VISITS_OF_TRAVELLERS)).isEmpty();
    assertThat(staleOwners(VISITS_OF_TRAVELLERS.orderBy(Order.asc("days")))).containsExactly(7L);
  }

  @Test
  void delete_staleAreTheRowAndItsOwner() {
    write(
        session -> {
          session.remove(session.find(Visit.class, VisitId.of(7L, "it")));
          session.remove(session.find(Passport.class, 7L));
        });

    assertThat(staleRows(VISITS)).containsExactly(new VisitKey(7, "it"));
    assertThat(staleOwners(VISITS_OF_TRAVELLERS)).containsExactly(7L);
    assertThat(staleOwners(COLLECTED_VISITS)).containsExactly(7L);
    assertThat(staleRows(PASSPORTS)).containsExactly(7L);
    assertThat(staleRows(TRAVELLERS)).containsExactly(7L);
    assertThat(staleOwners(PASSPORTS_OF_TRAVELLERS)).containsExactly(7L);
  }

  @Test
  void writeWithoutASessionsState_staleAreTheRowAndItsOwner() {
    told.clear();
    relations
        .database()
        .sessionFactory()
        .inStatelessTransaction(
            session -> {
              Visit visit = session.get(Visit.class, VisitId.of(7L, "fr"));
              session.delete(Objects.requireNonNull(visit));
            });

    assertThat(staleRows(VISITS)).containsExactly(new VisitKey(7, "fr"));
    assertThat(staleOwners(VISITS_OF_TRAVELLERS)).containsExactly(7L);
  }
}
