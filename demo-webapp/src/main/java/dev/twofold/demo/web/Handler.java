package dev.twofold.demo.web;

import java.io.IOException;

/** Answers the requests of a route. */
@FunctionalInterface
interface Handler {

  /**
   * The answer to a request.
   *
   * @throws Problem if there is none, saying why
   */
  Answer handle(Visit visit) throws IOException;
}
