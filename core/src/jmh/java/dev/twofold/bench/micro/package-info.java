/** What the engine costs by itself, in memory. */
@NullMarked
package dev.twofold.bench.micro;

import org.jspecify.annotations.NullMarked;
