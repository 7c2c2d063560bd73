package dev.twofold.demo.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a page is answered as. */
enum Format {
  HTML("text", "html"),
  JSON("application", "json");

  private final String type;
  private final String subtype;

  Format(String type, String subtype) {
    this.type = type;
    this.subtype = subtype;
  }

  /**
   * The format that a request asks for. Programs call addresses under {@code /api}: they get JSON
   * whatever they say.
   */
  static Format of(HttpServletRequest request) {
    return request.getServletPath().startsWith("/api/")
        ? JSON
        : preferredBy(Collections.list(request.getHeaders("Accept")));
  }

  /** The format that {@code Accept} headers prefer together; HTML if they do not care. */
  static Format preferredBy(List<String> accepts) {
    String accept = String.join(",", accepts);
    return JSON.quality(accept) > HTML.quality(accept) ? JSON : HTML;
  }

  /** The quality of the most specific range that takes this format. */
  private double quality(String accept) {
    return Arrays.stream(accept.toLowerCase(Locale.ROOT).split(",", -1))
        .map(Range::parse)
        .filter(range -> range.takes(this))
        .max(Comparator.comparingInt(Range::specificity))
        .map(Range::quality)
        .orElse(0.0);
  }

  private record Range(String type, String subtype, double quality) {

    static Range parse(String text) {
      String[] parts = text.split(";", -1);
      String[] names = parts[0].trim().split("/", -1);
      double quality = 1;
      for (int i = 1; i < parts.length; i++) {
        String parameter = parts[i].trim();
        if (parameter.startsWith("q=")) {
          quality = number(parameter.substring(2));
        }
      }
      return new Range(names[0], names.length == 2 ? names[1] : "", quality);
    }

    private static double number(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return 0; // what cannot be read is not wanted
      }
    }

    boolean takes(Format format) {
      return (type.equals("*") || type.equals(format.type))
          && (subtype.equals("*") || subtype.equals(format.subtype));
    }

    int specificity() {
      return (type.equals("*") ? 0 : 1) + (subtype.equals("*") ? 0 : 1);
    }
  }
}
