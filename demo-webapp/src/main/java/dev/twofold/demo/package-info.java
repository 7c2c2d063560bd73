/** A link community that shows Twofold at work. */
@NullMarked
package dev.twofold.demo;

import org.jspecify.annotations.NullMarked;
