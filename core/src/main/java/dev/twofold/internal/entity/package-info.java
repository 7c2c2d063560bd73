/** Copies of entities: what ties the entities of a database to the engine. */
@NullMarked
package dev.twofold.internal.entity;

import org.jspecify.annotations.NullMarked;
