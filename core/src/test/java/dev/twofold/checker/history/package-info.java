/** What nodes have read and written, and whether that keeps the promise. */
@NullMarked
package dev.twofold.checker.history;

import org.jspecify.annotations.NullMarked;
