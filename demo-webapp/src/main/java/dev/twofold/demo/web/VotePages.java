package dev.twofold.demo.web;

/** The handler of the button that votes for a story. */
final class VotePages {

  private final Readiness readiness;

  VotePages(Readiness readiness) {
    this.readiness = readiness;
  }

  /** Counts a vote, and sends the browser back to the story. */
  Answer vote(Visit visit) {
    visit.requireUnstyled();
    SameOrigin.require(visit.request());
    long story = Query.id("The number of a story", visit.path().group(1));
    if (!readiness.await().ballot().vote(story)) {
      throw Problem.notFound("There is no story %d.".formatted(story));
    }
    return Answer.seeOther(visit.links().to("/stories/" + story));
  }
}
