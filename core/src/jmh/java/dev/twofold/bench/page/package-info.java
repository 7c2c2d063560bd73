/** How long the page takes in each state, and how many statements and round trips. */
@NullMarked
package dev.twofold.bench.page;

import org.jspecify.annotations.NullMarked;
