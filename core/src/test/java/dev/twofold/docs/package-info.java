/** The examples of README and docs: compiled, run, and compared with the text. */
@NullMarked
package dev.twofold.docs;

import org.jspecify.annotations.NullMarked;
