/** Changing a user: through Hibernate, in a transaction, and nothing else. */
@NullMarked
package dev.twofold.demo.edit;

import org.jspecify.annotations.NullMarked;
