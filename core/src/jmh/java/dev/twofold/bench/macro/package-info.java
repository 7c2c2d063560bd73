/** Load over HTTP against the demo in a process of its own, beside plain Hibernate. */
@NullMarked
package dev.twofold.bench.macro;

import org.jspecify.annotations.NullMarked;
