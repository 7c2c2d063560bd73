/** What a request costs, counted at the JDBC driver. */
@NullMarked
package dev.twofold.demo.cost;

import org.jspecify.annotations.NullMarked;
