package dev.twofold.demo.web;

/** Draws a symmetric pattern of five by five squares. */
final class Avatar {

  private static final int SIZE = 5;
  private static final int DRAWN_COLUMNS = 3;

  private Avatar() {}

  /**
   * A picture.
   *
   * @param hue of the colour, in degrees
   * @param pattern one bit for each square of the left half
   */
  static String svg(int hue, int pattern) {
    StringBuilder svg =
        new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-1 -1 7 7\">")
            .append("<rect x=\"-1\" y=\"-1\" width=\"7\" height=\"7\" fill=\"")
            .append(colour(hue, 88))
            .append("\"/><g fill=\"")
            .append(colour(hue, 42))
            .append("\">");
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        int drawn = Math.min(column, SIZE - 1 - column);
        if ((pattern >> (row * DRAWN_COLUMNS + drawn) & 1) == 1) {
          svg.append(
              "<rect x=\"%d\" y=\"%d\" width=\"1.02\" height=\"1.02\"/>".formatted(column, row));
        }
      }
    }
    return svg.append("</g></svg>").toString();
  }

  private static String colour(int hue, int lightness) {
    return "hsl(%d,55%%,%d%%)".formatted(hue, lightness);
  }
}
