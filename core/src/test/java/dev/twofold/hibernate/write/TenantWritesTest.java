package dev.twofold.hibernate.write;

import static dev.twofold.hibernate.write.RecordingWrites.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.Test;

/** Under which tenant something is written. */
class TenantWritesTest {

  @Entity(name = "Account")
  static class Account {
    @Id Long id;
    @TenantId String tenant;
    String name;
    @ElementCollection Set<String> mails = new HashSet<>();
  }

  @Test
  void tenant_isThatOfTheSession() {
    RecordingWrites told = new RecordingWrites();
    try (TestDatabase database = TestDatabase.h2(Account.class);
        HibernateDatabase hibernate = HibernateDatabase.of(database.sessionFactory())) {
      hibernate.listen(told);
      try (Session session =
          database.sessionFactory().withOptions().tenantIdentifier((Object) "acme").open()) {
        session.inTransaction(
            transaction -> {
              Account account = new Account();
              account.id = 1L;
              account.mails.add("a@example.org");
              session.persist(account);
              session.flush();
              session.createMutationQuery("update Account a set a.name = 'x'").executeUpdate();
            });
      }
    }

    assertThat(told.take())
        .containsExactly(
            "INSERT Account 1 tenant acme",
            "COLLECTION Account.mails 1 tenant acme",
            "TABLES account tenant acme",
            "before commit",
            "committed");
    assertThat(values(told.row(), "tenant")).isEqualTo("null->acme");
  }
}
