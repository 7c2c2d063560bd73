package dev.twofold.internal.scope;

import dev.twofold.key.ParameterValues;
import dev.twofold.relation.Cohorts;
import dev.twofold.tier.Source;
import org.jspecify.annotations.Nullable;

/**
 * What a scope answers with in a block of one thread.
 *
 * @param source where loads read; null: the scope decides
 * @param cohorts who is resolved together; null: the relations decide
 */
record Block(ParameterValues parameters, @Nullable Source source, @Nullable Cohorts cohorts) {

  static Block of(ParameterValues parameters) {
    return new Block(parameters, null, null);
  }

  Block with(ParameterValues others) {
    return new Block(others, source, cohorts);
  }

  Block with(Source other) {
    return new Block(parameters, other, cohorts);
  }

  Block with(Cohorts others) {
    return new Block(parameters, source, others);
  }
}
