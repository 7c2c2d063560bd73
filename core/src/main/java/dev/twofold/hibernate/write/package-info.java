/**
 * What sessions of a Hibernate {@code SessionFactory} write, told to engines and bound to its
 * transactions.
 *
 * <p>Seen are inserts, updates, deletes and upserts of entities, changes of their collections, by
 * sessions with and without state; and statements that write to tables: HQL, criteria and native
 * SQL. Not seen are JDBC in {@code doWork}, stored procedures, triggers, {@code on delete cascade}
 * of the database, and other applications: {@code Invalidator} is for these.
 */
@NullMarked
package dev.twofold.hibernate.write;

import org.jspecify.annotations.NullMarked;
