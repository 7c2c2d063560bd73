package dev.twofold.demo.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * What a request carries besides its head: how much of it is taken, and what becomes of the rest.
 */
final class RequestBody {

  /**
   * The longest name and text of the form, each character percent-encoded, have a quarter of it.
   */
  private static final long LONGEST = 64 * 1024;

  /** Of a refused body: an answer is worth that much reading, as in other servers. */
  private static final long LONGEST_SKIPPED = 2 * 1024 * 1024;

  /** And that much time, give or take how long the container waits for the next bytes. */
  private static final Duration LONGEST_SKIPPING = Duration.ofSeconds(2);

  private RequestBody() {}

  /**
   * Refuses a body that is longer than any form here, before anything reads it.
   *
   * @throws Problem if it is, or if it does not tell its length
   */
  static void requireShort(HttpServletRequest request) {
    if (request.getHeader("Transfer-Encoding") != null) {
      throw new Problem(411, "Length required", "A form tells its length in Content-Length.");
    }
    if (request.getContentLengthLong() > LONGEST) {
      throw new Problem(
          413,
          "Content too large",
          "The form has %,d bytes; allowed are %,d."
              .formatted(request.getContentLengthLong(), LONGEST));
    }
  }

  /**
   * Reads what nobody has read. The container closes a connection on which something is left; then
   * the operating system may throw the answer away before the client has read it, and a client that
   * keeps the connection would lose its next request.
   *
   * @return false if something is left
   */
  static boolean skip(HttpServletRequest request) {
    if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
      return true;
    }
    if (request.getHeader("Expect") != null) {
      // The client waits to be told whether to send it, and reading would tell it so.
      return false;
    }
    try {
      long end = System.nanoTime() + LONGEST_SKIPPING.toNanos();
      InputStream body = request.getInputStream();
      long skipped = 0;
      byte[] bytes = new byte[8 * 1024];
      while (skipped < LONGEST_SKIPPED && System.nanoTime() - end < 0) {
        int read = body.read(bytes);
        if (read < 0) {
          return true;
        }
        skipped += read;
      }
      return false;
    } catch (IOException | RuntimeException e) {
      // What cannot be read cannot be skipped: the client is told that the connection ends.
      return false;
    }
  }
}
