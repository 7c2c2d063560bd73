/** What a run of benchmarks writes: tables, plots, goals, and the comparison of two runs. */
@NullMarked
package dev.twofold.bench.report;

import org.jspecify.annotations.NullMarked;
