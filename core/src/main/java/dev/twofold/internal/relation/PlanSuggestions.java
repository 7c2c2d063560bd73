package dev.twofold.internal.relation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which plans would have helped: each once per engine. Thread-safe. */
public final class PlanSuggestions {

  private static final Logger LOG = LoggerFactory.getLogger(PlanSuggestions.class);

  /** More different plans than an application has pages are not worth remembering. */
  private static final int MOST = 1_000;

  private final Set<String> suggested = ConcurrentHashMap.newKeySet();

  public void suggest(String plan, int relations) {
    if (suggested.size() < MOST && suggested.add(plan)) {
      LOG.info(
          "{} relations were resolved without a plan. This one resolves them level by level: {}."
              + " Said once for each plan.",
          relations,
          plan);
    }
  }
}
