/** The nodes of the demo: what tells them apart, and what each hears of the others. */
@NullMarked
package dev.twofold.demo.node;

import org.jspecify.annotations.NullMarked;
