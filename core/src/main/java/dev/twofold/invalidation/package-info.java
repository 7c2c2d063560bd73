/** What became stale, and what a database tells of writes. */
@NullMarked
package dev.twofold.invalidation;

import org.jspecify.annotations.NullMarked;
