/** The distributed tier on Redis through Redisson. The only importer of Redisson. */
@NullMarked
package dev.twofold.redisson;

import org.jspecify.annotations.NullMarked;
