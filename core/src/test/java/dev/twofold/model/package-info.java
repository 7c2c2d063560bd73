/** Generated programs run against the engine and against a plain model of it. */
@NullMarked
package dev.twofold.model;

import org.jspecify.annotations.NullMarked;
