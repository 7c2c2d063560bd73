package dev.twofold.bench.macro;

/** In which form a page is asked for. */
enum Format {
  JSON("application/json"),
  HTML("text/html");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }
}
