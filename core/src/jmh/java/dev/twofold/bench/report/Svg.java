package dev.twofold.bench.report;

import java.util.Locale;

/** Collects a picture. Its colours follow the reader's choice of light or dark. */
final class Svg {

  /** Colours of series, which can be told apart on light and on dark. */
  private static final String[] PALETTE = {
    "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#b07aa1", "#2a9d9d", "#9c755f", "#c9a227"
  };

  private static final String STYLE =
      """
      <style>
        text { font: 13px system-ui, sans-serif; fill: #24292f }
        text.title { font-size: 16px; font-weight: 600 }
        rect.page { fill: #ffffff }
        line { stroke: #d8dee4 }
        polyline { fill: none; stroke-width: 2 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 }
          rect.page { fill: #0d1117 }
          line { stroke: #30363d }
        }
      </style>
      """;

  /** Where a text begins, stands or ends. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringBuilder shapes = new StringBuilder();
  private final double width;
  private final double height;

  Svg(double width, double height, String title) {
    this.width = width;
    this.height = height;
    shapes.append("<text class=\"title\" x=\"16\" y=\"28\">").append(escaped(title));
    shapes.append("</text>\n");
  }

  /** Of a series. */
  static String color(int series) {
    return PALETTE[series % PALETTE.length];
  }

  void text(double x, double y, Anchor anchor, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x, y, anchor.name().toLowerCase(Locale.ROOT), escaped(text));
  }

  void line(double x1, double y1, double x2, double y2) {
    add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", x1, y1, x2, y2);
  }

  void bar(double x, double y, double wide, double high, String color) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" fill=\"%s\"/>",
        x, y, wide, high, color);
  }

  void dot(double x, double y, String color) {
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, color);
  }

  /** A line through points; every palette after the first is dashed. */
  void curve(String points, int series) {
    String dashes = series < PALETTE.length ? "" : " stroke-dasharray=\"6 4\"";
    add("<polyline points=\"%s\" stroke=\"%s\"%s/>", points, color(series), dashes);
  }

  private void add(String shape, Object... values) {
    shapes.append(String.format(Locale.ROOT, shape, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$.0f %2$.0f\""
                + " width=\"%1$.0f\" height=\"%2$.0f\">%n",
            width,
            height)
        + STYLE
        + "<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n"
        + shapes
        + "</svg>\n";
  }
}
