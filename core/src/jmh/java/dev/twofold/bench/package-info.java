/** Benchmarks beside peers, and the command that runs them and writes what they measured. */
@NullMarked
package dev.twofold.bench;

import org.jspecify.annotations.NullMarked;
