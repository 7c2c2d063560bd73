package dev.twofold.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * What the front page says and costs in one style.
 *
 * @param content as JSON
 * @param html what stands between head and foot; its links do not tell the style
 * @param cold the cost when Redis has nothing
 * @param warm the cost when Redis has what the first request needed
 */
record StyleCount(String style, JsonNode content, String html, Cost cold, Cost warm) {

  /** All styles that there are. */
  static final List<String> STYLES = List.of("relations", "plan", "entities");

  /** Measures all styles, each with an empty Redis at first. */
  static List<StyleCount> ofAll(RunningDemo demo) {
    return STYLES.stream().map(style -> of(style, demo)).toList();
  }

  private static StyleCount of(String style, RunningDemo demo) {
    String path = "/?style=" + style;
    // With classes to load, the first request of all may take longer than Redis is waited for.
    demo.get(path);
    demo.redis().flush();
    HttpResponse<String> cold = demo.getJson(path);
    HttpResponse<String> warm = demo.get(path);
    return new StyleCount(
        style,
        RunningDemo.parse(cold.body()),
        RunningDemo.main(warm).replace("&amp;style=" + style, ""),
        Cost.of(cold),
        Cost.of(warm));
  }

  /** Whether another style, or the same on another database, shows and costs the same. */
  boolean isLike(StyleCount other) {
    return content.equals(other.content)
        && html.equals(other.html)
        && cold.statements() == other.cold.statements()
        && warm.statements() == other.warm.statements();
  }
}
