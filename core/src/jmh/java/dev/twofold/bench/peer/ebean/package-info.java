/** The tables of the page for Ebean; the build enhances these classes. */
@NullMarked
package dev.twofold.bench.peer.ebean;

import org.jspecify.annotations.NullMarked;
