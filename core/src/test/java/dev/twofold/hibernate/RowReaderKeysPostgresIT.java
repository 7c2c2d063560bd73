package dev.twofold.hibernate;

import static dev.twofold.hibernate.RowReads.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.KeyEntities.Member;
import dev.twofold.hibernate.KeyEntities.Token;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RowReaderKeysPostgresIT extends KeysContract {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.at(POSTGRES.url(), entities).open();
  }

  @Nested
  class Arrays {

    @Test
    void tenThousandIds_areOneStatementWithOneParameter() {
      assertThat(
              rows.byIds(
                  mapping(Member.class, Long.class, MemberRow.class),
                  numbers(10_000),
                  ParameterValues.none()))
          .containsOnlyKeys(1L, 2L, 3L);
      assertThat(rows.statement()).endsWith("= any (?)");
    }

    @Test
    void everyNumberOfIds_hasTheSameText() {
      rows.byIds(mapping(Member.class, Long.class, MemberRow.class), 1L);
      String one = rows.statement();
      rows.byIds(mapping(Member.class, Long.class, MemberRow.class), 1L, 2L, 3L);
      assertThat(rows.statement()).isEqualTo(one);
    }

    @Test
    void otherTypes_areArraysToo() {
      record TokenRow(UUID id) {}
      rows.byIds(mapping(Token.class, UUID.class, TokenRow.class), UUID.randomUUID());
      assertThat(rows.statement()).endsWith("= any (?)");
      rows.byUnique(
          mapping(Member.class, Long.class, MemberRow.class, String.class, "name"), "ada");
      assertThat(rows.statement()).endsWith("= any (?)");
    }
  }
}
