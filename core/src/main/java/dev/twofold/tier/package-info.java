/** What Twofold asks of a distributed tier and of a database. */
@NullMarked
package dev.twofold.tier;

import org.jspecify.annotations.NullMarked;
