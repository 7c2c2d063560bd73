/** What goes wrong, and when. */
@NullMarked
package dev.twofold.checker.fault;

import org.jspecify.annotations.NullMarked;
