/** Everything that Twofold throws at run time, as one sealed family. */
@NullMarked
package dev.twofold.error;

import org.jspecify.annotations.NullMarked;
