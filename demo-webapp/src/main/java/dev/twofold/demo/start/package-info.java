/** Builds the application and starts what it stands on. */
@NullMarked
package dev.twofold.demo.start;

import org.jspecify.annotations.NullMarked;
