/**
 * How objects lead to others: relations, plans of them, and handles. A relation asks the {@link
 * dev.twofold.relation.RelationScope} that is bound to its thread.
 */
@NullMarked
package dev.twofold.relation;

import org.jspecify.annotations.NullMarked;
