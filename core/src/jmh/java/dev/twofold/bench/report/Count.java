package dev.twofold.bench.report;

import java.util.List;

/**
 * Something that is counted rather than timed, so that JMH is of no use: once, in this process. The
 * class may carry {@link About}, and so may its public methods of the names of measurements.
 */
public interface Count {

  /** The group of the measurements: package and class below the root of the benchmarks. */
  String group();

  /** Counts. */
  List<Measurement> measure();
}
