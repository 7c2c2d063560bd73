/** What Twofold asks of a near tier. */
@NullMarked
package dev.twofold.tier.near;

import org.jspecify.annotations.NullMarked;
