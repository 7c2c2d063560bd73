/** One of the processes that read and write. */
@NullMarked
package dev.twofold.checker.node;

import org.jspecify.annotations.NullMarked;
