package dev.twofold.loader;

import dev.twofold.key.Parameter;
import java.sql.Connection;
import java.time.Duration;

/**
 * What a load may use. Valid during the call only, on the calling thread.
 *
 * <p>A loader that opens a connection or a session of its own escapes the deadline, the choice of
 * reader and writer, the caller's transaction and the statistics.
 */
public interface LoadContext {

  /** The value of a parameter that the loader named in {@link Loader#parameters}. */
  <T> T parameter(Parameter<T> parameter);

  /**
   * A connection of the loader's database, taken when first asked for and given back when the load
   * ends: do not close it. Every statement on it is counted. Inside a transaction of the caller it
   * is that transaction's connection.
   *
   * @throws IllegalStateException if the engine has no database of the loader's name
   */
  Connection connection();

  /**
   * A session on the same connection, for instance {@code org.hibernate.StatelessSession}. Do not
   * close it.
   *
   * @throws IllegalStateException if the engine has no database of the loader's name
   * @throws IllegalArgumentException if the database has no session of that type
   */
  <S> S session(Class<S> type);

  /** What is left of the time that this load may take; zero when it is used up. */
  Duration remaining();
}
