/** The ways to make the page, each set up as well as it can be. */
@NullMarked
package dev.twofold.bench.peer;

import org.jspecify.annotations.NullMarked;
