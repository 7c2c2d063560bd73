package dev.twofold.tier.relation;

import dev.twofold.tier.RowReader.Row;

/**
 * A row and whose it is.
 *
 * @param owner the key of its owner as the database has it
 * @param row the row
 */
public record Related<O, K, V>(O owner, Row<K, V> row) {}
