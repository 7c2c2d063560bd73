/** The request store: what one request knows, and what it has counted. */
@NullMarked
package dev.twofold.internal.store;

import org.jspecify.annotations.NullMarked;
