package dev.twofold.demo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole response, before its first byte is sent.
 *
 * @param caching the value of {@code Cache-Control}; null: caches in front are told by others
 * @param headers further ones
 * @param body not copied; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer on its way out, never compared
record Answer(
    int status,
    String contentType,
    @Nullable String caching,
    Map<String, String> headers,
    byte[] body) {

  /** For what must be asked for again each time. */
  static final String FRESH = "no-cache";

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer ok(String contentType, byte[] body) {
    return of(200, contentType, body);
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, FRESH, Map.of(), body);
  }

  /** Without a body. */
  static Answer empty(int status) {
    return of(status, "text/plain", new byte[0]);
  }

  /** For what a form has done: the page to look at next. */
  static Answer seeOther(String address) {
    return empty(303).with("Location", address);
  }

  Answer withStatus(int other) {
    return new Answer(other, contentType, caching, headers, body);
  }

  Answer withCaching(String other) {
    return new Answer(status, contentType, other, headers, body);
  }

  /** For what is the same for everybody, and is declared to be so. */
  Answer shared() {
    return new Answer(status, contentType, null, headers, body);
  }

  Answer with(String header, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(header, value);
    return new Answer(status, contentType, caching, all, body);
  }

  /**
   * Sends it.
   *
   * @param common headers that every response has
   * @param withBody false for the answer to {@code HEAD}, which tells the length all the same
   */
  void send(HttpServletResponse response, Map<String, String> common, boolean withBody)
      throws IOException {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(body.length);
    if (caching != null) {
      response.setHeader("Cache-Control", caching);
    }
    common.forEach(response::setHeader);
    headers.forEach(response::setHeader);
    if (withBody) {
      response.getOutputStream().write(body);
    }
  }
}
