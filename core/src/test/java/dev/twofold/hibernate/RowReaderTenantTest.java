package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowMapping.UniqueAttributes;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowReaderTenantTest {

  private static final Parameter<String> TENANT = Parameter.of("tenant", String.class);
  private static final ParameterValues ACME = ParameterValues.of(TENANT, "acme");
  private static final ParameterValues GLOBEX = ParameterValues.of(TENANT, "globex");

  @Entity(name = "Invoice")
  static class Invoice {
    @Id long id;
    @TenantId String tenant;
    String number;
  }

  @Entity(name = "Currency")
  static class Currency {
    @Id String code;
  }

  record InvoiceRow(long id, String number) {}

  record CurrencyRow(String code) {}

  private RowReads rows;

  @BeforeEach
  void openDatabase() {
    rows = new RowReads(TestDatabase.h2(Invoice.class, Currency.class));
    persist("acme", 1, "A-1");
    persist("globex", 2, "A-1");
  }

  private void persist(String tenant, long id, String number) {
    Invoice invoice = new Invoice();
    invoice.id = id;
    invoice.number = number;
    try (Session session =
        rows.database().sessionFactory().withOptions().tenantIdentifier((Object) tenant).open()) {
      session.inTransaction(transaction -> session.persist(invoice));
    }
  }

  @AfterEach
  void closeDatabase() {
    rows.close();
  }

  private static RowMapping<Long, InvoiceRow> invoices(@Nullable Parameter<?> tenant) {
    UniqueAttributes number = new UniqueAttributes(String.class, List.of("number"));
    return new RowMapping<>(
        "InvoiceLoader", Invoice.class, Long.class, InvoiceRow.class, List.of(number), tenant);
  }

  @Test
  void rowsOfOtherTenants_areAbsent() {
    assertThat(rows.byIds(invoices(TENANT), List.of(1L, 2L), ACME)).containsOnlyKeys(1L);
    assertThat(rows.byIds(invoices(TENANT), List.of(1L, 2L), GLOBEX)).containsOnlyKeys(2L);
  }

  @Test
  void uniqueValues_areUniqueWithinATenant() {
    assertThat(rows.byUnique(invoices(TENANT), GLOBEX, "A-1")).containsOnlyKeys(2L);
  }

  @Test
  void tenantWithoutAValue_isAnError() {
    assertThatThrownBy(() -> rows.byIds(invoices(TENANT), 1L))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("parameter 'tenant' has no value");
    assertThat(rows.database().connectionsTaken()).isZero();
  }

  @Test
  void entityWithTenant_needsTheParameter() {
    assertThatThrownBy(() -> rows.hibernate().rowReader(invoices(null)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "loader InvoiceLoader has no tenant parameter, but Invoice has a @TenantId; name the"
                + " parameter in RowLoader.tenant");
  }

  @Test
  void entityWithoutTenant_refusesTheParameter() {
    RowMapping<String, CurrencyRow> mapping =
        new RowMapping<>(
            "CurrencyLoader", Currency.class, String.class, CurrencyRow.class, List.of(), TENANT);
    assertThatThrownBy(() -> rows.hibernate().rowReader(mapping))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "loader CurrencyLoader has the tenant parameter 'tenant', but Currency has no"
                + " @TenantId; remove it from the loader, or map the tenant");
  }

  @Test
  void parameterOfAnotherType_isRefused() {
    assertThatThrownBy(
            () -> rows.hibernate().rowReader(invoices(Parameter.of("tenant", Long.class))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "loader InvoiceLoader: tenant parameter 'tenant' is a java.lang.Long, but attribute"
                + " 'tenant' is a java.lang.String");
  }
}
