package dev.twofold.demo.web;

import dev.twofold.demo.fault.FaultReport;
import dev.twofold.demo.fault.Position;
import dev.twofold.demo.fault.Tier;
import dev.twofold.demo.node.Node;
import dev.twofold.demo.start.DemoApplication;
import java.util.List;
import java.util.Map;

/** The handlers of the switches that break tiers, for this machine only. */
final class FaultPages {

  private final Readiness readiness;
  private final Renderer renderer;
  private final Node node;

  FaultPages(Readiness readiness, Renderer renderer, Node node) {
    this.readiness = readiness;
    this.renderer = renderer;
    this.node = node;
  }

  Answer show(Visit visit) {
    LocalOnly.require(visit.request());
    visit.requireUnstyled();
    DemoApplication application = readiness.await();
    return renderer.page(
        visit,
        "faults",
        FaultReport.of(node.name(), application.faults(), application.twofold().stats().circuits()),
        Map.of("tags", TagPages.report(visit)));
  }

  /** Sets one switch, and sends the browser back to all of them. */
  Answer change(Visit visit) {
    LocalOnly.require(visit.request());
    visit.requireUnstyled();
    SameOrigin.require(visit.request());
    Tier tier = visit.query().field("tier", List.of(Tier.values()), Tier::text);
    Position position = visit.query().field("position", tier.positions(), Position::text);
    readiness
        .await()
        .faults()
        .of(tier)
        .orElseThrow(() -> Problem.badRequest("This node has no tier %s.".formatted(tier.text())))
        .set(position);
    return Answer.seeOther(visit.links().to("/faults"));
  }
}
