/** Commands for operators. */
@NullMarked
package dev.twofold.servlet.command;

import org.jspecify.annotations.NullMarked;
