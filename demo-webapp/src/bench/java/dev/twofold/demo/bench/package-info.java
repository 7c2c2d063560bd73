/**
 * The demo as a server under load: with writes, and with a second-level cache for plain Hibernate.
 */
@NullMarked
package dev.twofold.demo.bench;

import org.jspecify.annotations.NullMarked;
