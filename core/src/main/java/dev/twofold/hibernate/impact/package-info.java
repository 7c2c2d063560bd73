/**
 * Which keys a write makes stale, as the mapping tells it. Prepared once; a change is looked up in
 * what was prepared. Public types are for the readers of the database adapter.
 *
 * <p>What the mapping does not tell is not found: rows of other tables that a formula or a
 * restriction in SQL reads. {@code @Synchronize} names such tables, for statements that Hibernate
 * knows by their tables alone.
 */
@NullMarked
package dev.twofold.hibernate.impact;

import org.jspecify.annotations.NullMarked;
