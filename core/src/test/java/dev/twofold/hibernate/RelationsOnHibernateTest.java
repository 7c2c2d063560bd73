package dev.twofold.hibernate;

import static dev.twofold.criteria.Order.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.LoadException;
import dev.twofold.key.Parameter;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.Count;
import dev.twofold.relation.ToMany;
import dev.twofold.relation.ToOne;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What relations make of rows that this database tells them about. */
class RelationsOnHibernateTest {

  private final InMemoryTier tier = new InMemoryTier();

  private Twofold engine(TestDatabase database, RowLoader<?, ?> loader, Class<?> relations) {
    return Twofold.builder()
        .database(HibernateDatabase.of(database.sessionFactory()))
        .distributed(tier)
        .register(loader)
        .relations(relations)
        .build();
  }

  @Nested
  class RowsThatBecomeNoRecord {

    @Entity(name = "Part")
    static class PartEntity {
      @Id long id;
      long machine;
      @Nullable Integer weight;
    }

    record Machine(long id) {
      static final ToMany<Machine, Part> PARTS =
          ToMany.of(Machine.class, Long.class, Machine::id, Parts.class, "machine");
    }

    record Part(long id, long machine, int weight) {}

    static final class Parts extends RowLoader<Long, Part> {
      Parts() {
        super(PartEntity.class);
      }
    }

    private final List<Machine> machines = List.of(new Machine(1), new Machine(2), new Machine(3));
    private final TestDatabase database = TestDatabase.h2(PartEntity.class);
    private final Twofold twofold = engine(database, new Parts(), Machine.class);

    @BeforeEach
    void persistOneOfEachMachine_andForTheSecondOneWithoutWeight() {
      persist(11, 1, 5);
      persist(21, 2, 6);
      persist(22, 2, null);
      persist(31, 3, 7);
      database.reset();
    }

    private void persist(long id, long machine, @Nullable Integer weight) {
      PartEntity part = new PartEntity();
      part.id = id;
      part.machine = machine;
      part.weight = weight;
      database.sessionFactory().inTransaction(session -> session.persist(part));
    }

    @AfterEach
    void close() {
      twofold.close();
      database.close();
    }

    @Test
    void aRow_failsItsOwnersOnly() {
      try (LoadScope scope = twofold.open()) {
        scope.adopt(machines);

        assertThat(Machine.PARTS.of(machines.get(0))).containsExactly(new Part(11, 1, 5));
        assertThat(Machine.PARTS.of(machines.get(2))).containsExactly(new Part(31, 3, 7));
        assertThat(database.queries().count()).isEqualTo(2);
        assertThatExceptionOfType(LoadException.class)
            .isThrownBy(() -> Machine.PARTS.of(machines.get(1)))
            .withMessageContaining("Parts")
            .withMessageContaining("weight");
        assertThat(database.queries().count()).isEqualTo(2);
        assertThat(Costs.of(scope, "Parts"))
            .isEqualTo("asked=3 request=2 errors=1 statements=1 batches=1 fills=3");
        Costs.check(scope.stats());
      }
    }

    @Test
    void aRowThatWasMended_isReadByTheNextRequest() {
      try (LoadScope scope = twofold.open()) {
        scope.adopt(machines);
        assertThatExceptionOfType(LoadException.class)
            .isThrownBy(() -> Machine.PARTS.of(machines.get(1)));
      }
      database
          .sessionFactory()
          .inTransaction(session -> session.find(PartEntity.class, 22L).weight = 8);
      database.reset();
      try (LoadScope scope = twofold.open()) {
        scope.adopt(machines);
        assertThat(Machine.PARTS.of(machines.get(1)))
            .containsExactly(new Part(21, 2, 6), new Part(22, 2, 8));
        assertThat(database.queries().count()).isEqualTo(1);
      }
    }
  }

  @Nested
  class Tenants {

    static final Parameter<String> TENANT = Parameter.of("tenant", String.class);

    @Entity(name = "Bill")
    static class BillEntity {
      @Id long id;
      @TenantId String tenant;
      int customer;
      @Nullable Long reminderOf;
    }

    record Customer(int number) {
      static final ToMany<Customer, Bill> BILLS =
          ToMany.of(Customer.class, Integer.class, Customer::number, TenantsBills.class, "customer")
              .orderBy(asc("id"));
      static final Count<Customer> HOW_MANY = BILLS.count();
    }

    record Bill(long id, int customer, @Nullable Long reminderOf) {
      static final ToOne<Bill, Bill> FIRST =
          ToOne.of(Bill.class, Bill::reminderOf, TenantsBills.class);
    }

    static final class TenantsBills extends RowLoader<Long, Bill> {
      TenantsBills() {
        super(BillEntity.class);
      }

      @Override
      public Parameter<?> tenant() {
        return TENANT;
      }
    }

    private final List<Customer> customers = List.of(new Customer(8), new Customer(9));
    private final TestDatabase database = TestDatabase.h2(BillEntity.class);
    private final Twofold twofold = engine(database, new TenantsBills(), Customer.class);

    @BeforeEach
    void persistBillsToTheSameCustomers() {
      persist("acme", 1, 8, null);
      persist("acme", 2, 9, 1L);
      persist("acme", 3, 9, 6L);
      persist("globex", 5, 8, null);
      persist("globex", 6, 9, 5L);
      database.reset();
    }

    private void persist(String tenant, long id, int customer, @Nullable Long reminderOf) {
      BillEntity bill = new BillEntity();
      bill.id = id;
      bill.customer = customer;
      bill.reminderOf = reminderOf;
      try (Session session =
          database.sessionFactory().withOptions().tenantIdentifier((Object) tenant).open()) {
        session.inTransaction(transaction -> session.persist(bill));
      }
    }

    @AfterEach
    void close() {
      twofold.close();
      database.close();
    }

    private static List<Long> ids(Customer customer) {
      return Customer.BILLS.of(customer).stream().map(Bill::id).toList();
    }

    private void assertAcmes() {
      assertThat(ids(customers.get(0))).containsExactly(1L);
      assertThat(ids(customers.get(1))).containsExactly(2L, 3L);
    }

    private void assertGlobexs() {
      assertThat(ids(customers.get(0))).containsExactly(5L);
      assertThat(ids(customers.get(1))).containsExactly(6L);
    }

    @Test
    void requests_readTheirOwnRows_oneStatementForEachTenant() {
      try (LoadScope scope = twofold.open(TENANT, "acme")) {
        scope.adopt(customers);
        assertAcmes();
        assertThat(database.queries().count()).isEqualTo(1);
      }
      try (LoadScope scope = twofold.open(TENANT, "globex")) {
        scope.adopt(customers);
        assertGlobexs();
        assertThat(database.queries().count()).isEqualTo(2);
        Costs.check(scope.stats());
      }
    }

    @Test
    void requests_findTheirOwnEntries_inTheTier() {
      for (String tenant : List.of("acme", "globex")) {
        try (LoadScope scope = twofold.open(TENANT, tenant)) {
          scope.adopt(customers);
          assertThat(ids(customers.get(0))).hasSize(1);
        }
      }
      database.reset();
      try (LoadScope scope = twofold.open(TENANT, "acme")) {
        scope.adopt(customers);
        assertAcmes();
        assertThat(scope.stats().multiGets()).isEqualTo(2);
      }
      try (LoadScope scope = twofold.open(TENANT, "globex")) {
        scope.adopt(customers);
        assertGlobexs();
      }
      assertThat(database.queries().count()).isZero();
    }

    @Test
    void blocksOfOneRequest_readTheirOwnRows_oneStatementForEachTenant() {
      try (LoadScope scope = twofold.open(TENANT, "acme")) {
        scope.adopt(customers);
        assertAcmes();
        scope.with(
            TENANT,
            "globex",
            () -> {
              assertGlobexs();
              return 0;
            });
        assertAcmes();

        assertThat(database.queries().count()).isEqualTo(2);
        Costs.check(scope.stats());
      }
    }

    @Test
    void countsAndPages_areThoseOfTheTenant() {
      try (LoadScope scope = twofold.open(TENANT, "acme")) {
        scope.adopt(customers);
        assertThat(Customer.HOW_MANY.of(customers.get(1))).isEqualTo(2);
        assertThat(Customer.BILLS.page(customers.get(1), null, 5)).hasSize(2);
        scope.with(
            TENANT,
            "globex",
            () -> {
              assertThat(Customer.HOW_MANY.of(customers.get(1))).isEqualTo(1);
              assertThat(Customer.BILLS.page(customers.get(1), null, 5)).hasSize(1);
              return 0;
            });
        assertThat(database.queries().count()).isEqualTo(4);
      }
    }

    @Test
    void endOfTheRowsOfOneTenant_isNotThatOfAnother() {
      try (LoadScope scope = twofold.open(TENANT, "acme")) {
        Customer none = new Customer(7);
        assertThat(Customer.BILLS.page(none, null, 5)).isEmpty();
        persist("globex", 7, 7, null);
        database.reset();

        assertThat(scope.with(TENANT, "globex", () -> Customer.BILLS.page(none, null, 5)))
            .extracting(Bill::id)
            .containsExactly(7L);
        assertThat(Customer.BILLS.page(none, null, 3)).isEmpty();
        assertThat(database.queries().count()).isEqualTo(1);
      }
    }

    @Test
    void referenceToARowOfAnotherTenant_isAbsent() {
      try (LoadScope scope = twofold.open(TENANT, "acme")) {
        scope.adopt(customers);
        List<Bill> bills = Customer.BILLS.of(customers.get(1));

        assertThat(Bill.FIRST.find(bills.get(0))).map(Bill::id).contains(1L);
        assertThat(Bill.FIRST.find(bills.get(1))).isEmpty();
        assertThat(database.queries().count()).isEqualTo(2);
      }
    }
  }
}
