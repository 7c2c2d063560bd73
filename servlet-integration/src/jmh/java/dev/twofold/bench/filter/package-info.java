/** What the filter costs, without a server. */
@NullMarked
package dev.twofold.bench.filter;

import org.jspecify.annotations.NullMarked;
