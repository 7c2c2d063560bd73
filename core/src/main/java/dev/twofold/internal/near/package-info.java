/** The near tier as the engine uses it: which entries count, and what drops them. */
@NullMarked
package dev.twofold.internal.near;

import org.jspecify.annotations.NullMarked;
