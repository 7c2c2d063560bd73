package dev.twofold.bench.peer;

import javax.sql.DataSource;

/**
 * Where a contender finds its servers.
 *
 * @param pool connections to the database
 * @param redis an address such as {@code redis://127.0.0.1:6379}
 */
public record Setting(DataSource pool, String redis) {}
