package dev.twofold.demo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * A whole response, before its first byte is sent.
 *
 * @param caching the value of {@code Cache-Control}
 * @param body not copied; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer on its way out, never compared
record Answer(int status, String contentType, String caching, byte[] body) {

  /** For what must be asked for again each time. */
  static final String FRESH = "no-cache";

  static Answer ok(String contentType, byte[] body) {
    return new Answer(200, contentType, FRESH, body);
  }

  Answer withStatus(int other) {
    return new Answer(other, contentType, caching, body);
  }

  /**
   * Sends it.
   *
   * @param headers further ones
   * @param withBody false for the answer to {@code HEAD}, which tells the length all the same
   */
  void send(HttpServletResponse response, Map<String, String> headers, boolean withBody)
      throws IOException {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(body.length);
    response.setHeader("Cache-Control", caching);
    headers.forEach(response::setHeader);
    if (withBody) {
      response.getOutputStream().write(body);
    }
  }
}
