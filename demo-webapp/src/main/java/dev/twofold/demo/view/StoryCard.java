package dev.twofold.demo.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story as lists show it.
 *
 * @param url null for a text
 * @param domain null for a text
 * @param tags names, in alphabetical order
 * @param comments how many there are
 */
public record StoryCard(
    long id,
    String title,
    @Nullable String url,
    @Nullable String domain,
    Instant created,
    int score,
    Person author,
    List<String> tags,
    long comments) {

  public StoryCard {
    tags = List.copyOf(tags);
  }

  /** The address if a browser may follow it: anybody can submit {@code javascript:}, too. */
  public @Nullable String link() {
    return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
  }
}
