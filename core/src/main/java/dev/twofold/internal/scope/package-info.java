/** The scope of one request: its questions, its threads, its handles. */
@NullMarked
package dev.twofold.internal.scope;

import org.jspecify.annotations.NullMarked;
