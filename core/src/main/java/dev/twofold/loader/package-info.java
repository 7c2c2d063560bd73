/** What an application implements: typed loader classes and unique keys. */
@NullMarked
package dev.twofold.loader;

import org.jspecify.annotations.NullMarked;
