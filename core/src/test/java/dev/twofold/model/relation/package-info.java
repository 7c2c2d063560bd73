/**
 * Generated graphs of entities are read by generated programs, through relations and through plain
 * Hibernate.
 */
@NullMarked
package dev.twofold.model.relation;

import org.jspecify.annotations.NullMarked;
