package dev.twofold.servlet.edge;

import java.io.IOException;

/** A cache in front of an application, on a port of the loopback interface that it knows early. */
interface EdgeCache extends AutoCloseable {

  int port();

  /**
   * Begins to answer.
   *
   * @param origin the port of the application
   */
  void start(int origin) throws Exception;

  @Override
  void close() throws IOException;
}
