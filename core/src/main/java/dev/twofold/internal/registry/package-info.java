/** Registered loaders: what each needs to work, resolved and checked once, at start. */
@NullMarked
package dev.twofold.internal.registry;

import org.jspecify.annotations.NullMarked;
