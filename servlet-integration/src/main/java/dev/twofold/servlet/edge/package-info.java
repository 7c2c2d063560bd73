/** Caches in front of the application: what they may keep, for how long, and what is purged. */
@NullMarked
package dev.twofold.servlet.edge;

import org.jspecify.annotations.NullMarked;
