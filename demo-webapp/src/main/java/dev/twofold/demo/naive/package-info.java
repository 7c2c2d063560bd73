/** The pages with plain Hibernate lazy loading, for comparison. */
@NullMarked
package dev.twofold.demo.naive;

import org.jspecify.annotations.NullMarked;
