/**
 * The database tier on Hibernate ORM: rows of mapped entities as records, and connections and
 * sessions for hand-written loaders.
 *
 * <p>Needs {@code org.hibernate.orm:hibernate-core}. Statements of hand-written loaders are counted
 * by {@code net.ttddyy:datasource-proxy}, which comes along.
 */
@NullMarked
package dev.twofold.hibernate;

import org.jspecify.annotations.NullMarked;
