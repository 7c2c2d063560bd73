package dev.twofold.demo.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The handlers of what pages consist of beside themselves: style and pictures. */
final class Files {

  private static final String AN_HOUR = "max-age=3600";
  private static final Map<String, String> ASSETS =
      Map.of("style.css", "text/css;charset=utf-8", "icon.svg", "image/svg+xml");

  Answer asset(Visit visit) throws IOException {
    String name = visit.path().group(1);
    @Nullable String contentType = ASSETS.get(name);
    if (contentType == null) {
      throw Problem.notFound("There is no such file.");
    }
    try (InputStream file = Files.class.getResourceAsStream("assets/" + name)) {
      if (file == null) {
        throw new IllegalStateException("asset " + name + " is not on the class path");
      }
      return Answer.ok(contentType, file.readAllBytes()).withCaching(AN_HOUR);
    }
  }

  /** A picture that follows from its name: a colour and a pattern. */
  Answer photo(Visit visit) {
    int hue = Integer.parseInt(visit.path().group(1));
    int pattern = Integer.parseInt(visit.path().group(2));
    byte[] picture = Avatar.svg(hue, pattern).getBytes(StandardCharsets.UTF_8);
    return Answer.ok("image/svg+xml", picture).withCaching(AN_HOUR);
  }
}
