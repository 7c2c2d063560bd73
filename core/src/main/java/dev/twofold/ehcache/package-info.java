/** The near tier in Ehcache: entries on the heap, and encoded values outside of it. */
@NullMarked
package dev.twofold.ehcache;

import org.jspecify.annotations.NullMarked;
