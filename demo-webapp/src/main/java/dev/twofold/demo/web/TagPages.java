package dev.twofold.demo.web;

import dev.twofold.demo.thumbnail.Thumbnail;
import dev.twofold.demo.view.TagReport;
import java.util.List;
import java.util.function.Function;

/** The handler of the buttons that clear what has a tag, for this machine only. */
final class TagPages {

  /** The tags that can be cleared. */
  private static final List<String> TAGS = List.of(Thumbnail.TAG, Thumbnail.STEPS_TAG);

  private static final String CLEARED = "cleared";
  private static final String QUEUED = "queued";

  private final Readiness readiness;

  TagPages(Readiness readiness) {
    this.readiness = readiness;
  }

  /** The buttons, and what the last one has done. */
  static TagReport report(Visit visit) {
    return new TagReport(
        TAGS,
        visit.query().chosen(CLEARED, TAGS).orElse(null),
        visit.query().chosen(QUEUED, TAGS).orElse(null));
  }

  /** Clears one tag on all nodes, and sends the browser back to all of them. */
  Answer clear(Visit visit) {
    LocalOnly.require(visit.request());
    visit.requireUnstyled();
    SameOrigin.require(visit.request());
    String tag = visit.query().field("tag", TAGS, Function.identity());
    boolean confirmed = readiness.await().twofold().invalidator().clearTag(tag);
    return Answer.seeOther(visit.links().faults(confirmed ? CLEARED : QUEUED, tag));
  }
}
