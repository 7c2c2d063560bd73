/** Threads that share a scope, and scopes that share an engine. */
@NullMarked
package dev.twofold.concurrency;

import org.jspecify.annotations.NullMarked;
