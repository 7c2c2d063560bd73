package dev.twofold.bench.macro;

import java.nio.charset.StandardCharsets;

/**
 * A request as it goes over the wire, and what must come back.
 *
 * @param wire all of it; not copied, nobody changes it
 * @param status of the answer; any other is an error
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer on its way out, never compared
record Ask(byte[] wire, int status) {

  /** Asks for a page. */
  static Ask get(String path, Format format) {
    return new Ask(
        bytes(
            """
            GET %s HTTP/1.1\r
            Host: localhost\r
            Accept: %s\r
            \r
            """
                .formatted(path, format.mediaType())),
        200);
  }

  /** Changes something; the path says what. */
  static Ask post(String path) {
    return new Ask(
        bytes(
            """
            POST %s HTTP/1.1\r
            Host: localhost\r
            Content-Length: 0\r
            \r
            """
                .formatted(path)),
        204);
  }

  /** Method and path. */
  String line() {
    String head = new String(wire, StandardCharsets.US_ASCII);
    return head.substring(0, head.indexOf(" HTTP/1.1"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
