/** SPI of a database that makes read-only copies of mapped entities. */
@NullMarked
package dev.twofold.tier.entity;

import org.jspecify.annotations.NullMarked;
