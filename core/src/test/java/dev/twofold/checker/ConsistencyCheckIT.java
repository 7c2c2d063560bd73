package dev.twofold.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.checker.history.Report;
import dev.twofold.checker.model.Scale;
import org.junit.jupiter.api.Test;

/** The check in short, in each build: two nodes keep the promise in peace. */
final class ConsistencyCheckIT {

  private static final long OPERATIONS = 10_000;
  private static final CheckOptions OPTIONS = CheckOptions.ofPeace(OPERATIONS);

  @Test
  void allGuardsStand_nothingIsStale() throws Exception {
    try (Surroundings surroundings = new Surroundings(OPTIONS.redis())) {
      surroundings.start(Scale.DEFAULT);
      Report report = new Check(OPTIONS, surroundings, null, null).run(() -> false);
      assertThat(report.explained()).isEmpty();
      assertThat(report.operations()).isGreaterThanOrEqualTo(OPERATIONS);
    }
  }
}
