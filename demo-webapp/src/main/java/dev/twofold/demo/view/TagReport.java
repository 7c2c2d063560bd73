package dev.twofold.demo.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags that can be cleared, and what was done last. For templates.
 *
 * @param cleared the tag that was cleared on all nodes; null: none
 * @param queued the tag that Redis is told of as soon as it answers; null: none
 */
public record TagReport(List<String> tags, @Nullable String cleared, @Nullable String queued) {

  public TagReport {
    tags = List.copyOf(tags);
  }
}
