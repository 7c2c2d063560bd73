/** The examples of the pages about servlets and settings: compiled, run, and compared with them. */
@NullMarked
package dev.twofold.servlet.docs;

import org.jspecify.annotations.NullMarked;
