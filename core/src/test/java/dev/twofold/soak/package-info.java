/** Load for as long as asked, while servers and lines fail by a schedule. */
@NullMarked
package dev.twofold.soak;

import org.jspecify.annotations.NullMarked;
