/** A page through Twofold that is written over entities. */
@NullMarked
package dev.twofold.demo.dropin;

import org.jspecify.annotations.NullMarked;
