package dev.twofold.demo.web;

import dev.twofold.demo.node.Node;
import dev.twofold.demo.view.WarmReport;
import dev.twofold.demo.view.WarmReport.Action;
import dev.twofold.warmup.WarmupProgress;
import dev.twofold.warmup.Warmups;
import java.util.List;
import java.util.function.Function;

/** The handlers of the page that warms tiers, for this machine only. */
final class WarmPages {

  private final Readiness readiness;
  private final Renderer renderer;
  private final Node node;

  WarmPages(Readiness readiness, Renderer renderer, Node node) {
    this.readiness = readiness;
    this.renderer = renderer;
    this.node = node;
  }

  Answer show(Visit visit) {
    LocalOnly.require(visit.request());
    visit.requireUnstyled();
    return renderer.page(visit, "warm", WarmReport.of(node.name(), warmups().progress()));
  }

  /** Starts or stops one plan, and sends the browser back to all of them. */
  Answer change(Visit visit) {
    LocalOnly.require(visit.request());
    visit.requireUnstyled();
    SameOrigin.require(visit.request());
    Warmups warmups = warmups();
    List<String> plans = warmups.progress().stream().map(WarmupProgress::plan).toList();
    String plan = visit.query().field("plan", plans, Function.identity());
    switch (visit.query().field("action", List.of(Action.values()), Action::text)) {
      case START -> warmups.start(plan);
      case PAUSE -> warmups.pause(plan);
      case RESUME -> warmups.resume(plan);
      case CANCEL -> warmups.cancel(plan);
    }
    return Answer.seeOther(visit.links().to("/warm"));
  }

  private Warmups warmups() {
    return readiness.await().twofold().warmups();
  }
}
