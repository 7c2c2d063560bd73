/** What the distributed tier costs beside raw commands on the same server. */
@NullMarked
package dev.twofold.bench.tier;

import org.jspecify.annotations.NullMarked;
