/** The typed settings tree, checked when it is built. */
@NullMarked
package dev.twofold.settings;

import org.jspecify.annotations.NullMarked;
