package dev.twofold.hibernate;

import static dev.twofold.hibernate.RowReads.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.hibernate.KeyEntities.Member;
import dev.twofold.hibernate.KeyEntities.Vote;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowReader;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RowReaderKeysTest extends KeysContract {

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.h2(entities);
  }

  @Nested
  class Batches {

    private String statementFor(int keys) {
      rows.byIds(
          mapping(Member.class, Long.class, MemberRow.class),
          numbers(keys),
          ParameterValues.none());
      return rows.statement();
    }

    @Test
    void list_isFilledUpToAPowerOfTwo() {
      assertThat(statementFor(1)).endsWith("in (?)");
      assertThat(statementFor(2)).endsWith("in (?,?)");
      assertThat(statementFor(3)).endsWith("in (?,?,?,?)");
      assertThat(statementFor(4)).isEqualTo(statementFor(3));
    }

    @Test
    void sixtyFourSizes_makeSevenTexts() {
      RowReader<Long, MemberRow> reader =
          rows.hibernate().rowReader(mapping(Member.class, Long.class, MemberRow.class));
      rows.database().reset();
      try (DatabaseRead read = rows.hibernate().open(Source.READER, Duration.ofSeconds(60), null)) {
        for (int keys = 1; keys <= 64; keys++) {
          assertThat(reader.readByIds(numbers(keys), ParameterValues.none(), read))
              .hasSize(Math.min(keys, 3));
        }
        assertThat(read.statements()).isEqualTo(64);
      }
      Set<String> texts = new HashSet<>(rows.database().queries().statements());
      assertThat(texts).hasSize(7);
    }

    @Test
    void limit_isTheLargestSize() {
      String text = statementFor(1_000);
      assertThat(text.chars().filter(letter -> letter == '?').count()).isEqualTo(1_000);
    }

    @Test
    void moreThanTheLimit_isRefused() {
      assertThatThrownBy(() -> statementFor(1_001))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("1001 keys in one statement; at most 1000 are allowed");
    }

    @Test
    void compositeKeys_areRowValues() {
      List<VoteKey> keys = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        keys.add(new VoteKey(i, 10));
      }
      assertThat(
              rows.byIds(
                  mapping(Vote.class, VoteKey.class, Points.class), keys, ParameterValues.none()))
          .containsOnlyKeys(new VoteKey(1, 10), new VoteKey(2, 10));
      assertThat(rows.statement()).endsWith("in ((?,?),(?,?),(?,?),(?,?))");
    }

    @Test
    void noKeys_takeNoConnection() {
      rows.database().reset();
      RowReader<Long, MemberRow> reader =
          rows.hibernate().rowReader(mapping(Member.class, Long.class, MemberRow.class));
      try (DatabaseRead read = rows.hibernate().open(Source.READER, Duration.ofSeconds(1), null)) {
        assertThat(reader.readByIds(List.of(), ParameterValues.none(), read)).isEmpty();
        assertThat(read.statements()).isZero();
      }
      assertThat(rows.database().connectionsTaken()).isZero();
    }

    record VoteKey(long member, long post) {}

    record Points(int points) {}
  }
}
