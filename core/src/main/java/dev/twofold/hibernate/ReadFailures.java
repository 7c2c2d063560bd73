package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import dev.twofold.error.TierException;
import java.sql.SQLException;

/** The words of one reader for what its statements fail with. Thread-safe. */
interface ReadFailures {

  /** The read was opened by another kind of database. */
  IllegalArgumentException foreign();

  /** The database refused the statement. */
  TierException unread(int keys, SQLException cause);

  /** A key or a column has a value that its type does not take. */
  LoadException unconverted(RuntimeException cause);
}
