/** Adapter to Jackson: how copies of entities are written as JSON. */
@NullMarked
package dev.twofold.jackson;

import org.jspecify.annotations.NullMarked;
