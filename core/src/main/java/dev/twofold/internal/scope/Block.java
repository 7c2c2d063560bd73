package dev.twofold.internal.scope;

import dev.twofold.internal.tiers.WaitBudget;
import dev.twofold.key.ParameterValues;
import dev.twofold.relation.Cohorts;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a scope answers with in a block of one thread.
 *
 * @param waits how long its waves may take together
 * @param source where loads read; null: the scope decides
 * @param cohorts who is resolved together; null: the relations decide
 */
record Block(
    ParameterValues parameters,
    WaitBudget waits,
    @Nullable Source source,
    @Nullable Cohorts cohorts) {

  static Block of(ParameterValues parameters, WaitBudget waits) {
    return new Block(parameters, waits, null, null);
  }

  /** Where loads read. */
  Source source(Supplier<Source> ofScope) {
    return source == null ? ofScope.get() : source;
  }

  Block with(ParameterValues others) {
    return new Block(others, waits, source, cohorts);
  }

  Block with(Source other) {
    return new Block(parameters, waits, other, cohorts);
  }

  Block with(Cohorts others) {
    return new Block(parameters, waits, source, others);
  }

  Block within(Duration budget) {
    return new Block(parameters, waits.within(budget), source, cohorts);
  }
}
