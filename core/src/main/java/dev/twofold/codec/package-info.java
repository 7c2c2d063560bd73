/** Values as bytes: compact, versioned by a fingerprint, safe against hostile input. */
@NullMarked
package dev.twofold.codec;

import org.jspecify.annotations.NullMarked;
