/** The engine: builds itself from its parts, opens scopes, closes what it owns. */
@NullMarked
package dev.twofold.internal.engine;

import org.jspecify.annotations.NullMarked;
