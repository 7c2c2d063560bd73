package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.codec.ValueCodec;
import dev.twofold.key.KeyFormat;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.entity.EntityLoad;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CohortsTest {

  private final EntityLoad stories = new Named("Story");
  private final EntityLoad writers = new Named("Writer");
  private final Cohorts cohorts = new Cohorts(3);

  @Test
  void of_isTheTouchedKeyFirst_thenTheOthersInTheirOrder() {
    List.of(4, 5, 6).forEach(key -> cohorts.add(stories, key));
    cohorts.add(writers, 9);
    assertThat(cohorts.of(stories, 6)).containsExactly(6, 4, 5);
  }

  @Test
  void of_isUpToTheLimit_theRestWaits() {
    List.of(1, 2, 3, 4, 5).forEach(key -> cohorts.add(stories, key));
    assertThat(cohorts.of(stories, 5)).containsExactly(5, 1, 2);
    cohorts.remove(stories, List.of(5, 1, 2));
    assertThat(cohorts.of(stories, 4)).containsExactly(4, 3);
  }

  @Test
  void of_staysUntilItIsRemoved_soThatAnotherThreadAsksForTheSame() {
    List.of(1, 2).forEach(key -> cohorts.add(stories, key));
    assertThat(cohorts.of(stories, 1)).containsExactly(1, 2);
    assertThat(cohorts.of(stories, 2)).containsExactly(2, 1);
  }

  @Test
  void of_whatNobodyWaitsFor_isTheTouchedKey() {
    assertThat(cohorts.of(stories, 1)).containsExactly(1);
  }

  @Test
  void removed_isNotAskedFor() {
    cohorts.add(stories, 1);
    cohorts.add(stories, 2);
    cohorts.remove(stories, 1);
    assertThat(cohorts.of(stories, 3)).containsExactly(3, 2);
  }

  private record Named(String name) implements EntityLoad {

    @Override
    public int keyColumns() {
      return 1;
    }

    @Override
    public KeyFormat<Object> keyFormat() {
      return Object::toString;
    }

    @Override
    public ValueCodec<Object> codec() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Answer read(Set<Object> keys, ParameterValues parameters, DatabaseRead read) {
      return new Answer(Map.of(), List.of());
    }
  }
}
