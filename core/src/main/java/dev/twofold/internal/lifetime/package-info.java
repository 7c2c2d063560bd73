/** How long entries live, and when they are loaded again before they end. */
@NullMarked
package dev.twofold.internal.lifetime;

import org.jspecify.annotations.NullMarked;
