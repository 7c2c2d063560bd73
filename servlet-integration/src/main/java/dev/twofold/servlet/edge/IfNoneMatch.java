package dev.twofold.servlet.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags that a client has, by the header {@code If-None-Match}. Compared weakly: what
 * comes before the quotes does not count. What cannot be read is left out, as if the client had
 * nothing: it then gets the response.
 *
 * @param tags the opaque part of each, in the order sent
 * @param any whether the client sent {@code *}: any response will do
 */
record IfNoneMatch(List<String> tags, boolean any) {

  private static final String HEADER = "If-None-Match";
  private static final int LONGEST = 2_000;
  private static final int MOST_TAGS = 16;
  private static final Pattern TAG =
      Pattern.compile("\\G[ \\t]*(?:W/)?\"([\\x21\\x23-\\x7e]*+)\"[ \\t]*(?:,|$)");

  private static final IfNoneMatch NOTHING = new IfNoneMatch(List.of(), false);

  IfNoneMatch {
    tags = List.copyOf(tags);
  }

  static IfNoneMatch of(HttpServletRequest request) {
    if (request.getHeader(HEADER) == null) {
      return NOTHING;
    }
    String text = String.join(",", Collections.list(request.getHeaders(HEADER))).strip();
    if (text.length() > LONGEST) {
      return NOTHING;
    }
    if (text.equals("*")) {
      return new IfNoneMatch(List.of(), true);
    }
    List<String> tags = new ArrayList<>();
    Matcher tag = TAG.matcher(text);
    while (tags.size() < MOST_TAGS && tag.find()) {
      tags.add(tag.group(1));
    }
    return new IfNoneMatch(tags, false);
  }

  /** Whether the client has a response with that tag. */
  boolean matches(String tag) {
    return any || tags.contains(tag);
  }
}
