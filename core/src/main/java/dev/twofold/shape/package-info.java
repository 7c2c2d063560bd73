/** What the types of keys and values are made of: generics resolved, records opened once. */
@NullMarked
package dev.twofold.shape;

import org.jspecify.annotations.NullMarked;
