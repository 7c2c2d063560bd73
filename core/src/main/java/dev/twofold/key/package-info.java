/** Keys as text for the tiers, and the parameters that belong to a loader's identity. */
@NullMarked
package dev.twofold.key;

import org.jspecify.annotations.NullMarked;
