package dev.twofold.servlet.edge;

import dev.twofold.Contents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/**
 * A response that was shared, without its body.
 *
 * @param tag the opaque part of its entity tag
 * @param authorized whether requests with a login may be given it
 * @param headers what it says to caches
 */
record SharedPage(
    Variant variant,
    String tag,
    boolean authorized,
    Contents contents,
    Map<String, String> headers) {

  /** As many characters take about as much room as one entry. */
  private static final int TEXT_OF_AN_ENTRY = 128;

  SharedPage {
    headers = Map.copyOf(headers);
  }

  /** Whether a request would get it, if it still is as it was. */
  boolean isFor(HttpServletRequest request) {
    return (authorized || request.getHeader("Authorization") == null) && variant.fits(request);
  }

  /** Says to caches what it says. */
  void addHeaders(HttpServletResponse response) {
    headers.forEach(response::addHeader);
  }

  /** How much room it takes in a table, in entries: long texts count as several. */
  int weight() {
    int texts = variant.uri().length();
    for (String value : variant.values()) {
      texts += value.length();
    }
    for (String value : headers.values()) {
      texts += value.length();
    }
    return 1 + contents.entries().size() + texts / TEXT_OF_AN_ENTRY;
  }
}
