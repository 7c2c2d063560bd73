/** What a database reads for relations: rows of owners, pages of them, and aggregates. */
@NullMarked
package dev.twofold.tier.relation;

import org.jspecify.annotations.NullMarked;
