package dev.twofold.demo.edit;

import dev.twofold.demo.node.Neighbour;
import dev.twofold.demo.node.Node;
import dev.twofold.demo.node.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a commit has set off, as a page tells it.
 *
 * @param stale by loader, or some of it; none: nothing became stale
 * @param more how many other loaders have stale entries
 * @param confirmed milliseconds until Redis had confirmed; null: it has not
 * @param neighbour the name of the other node; null: this process has none
 * @param heard milliseconds until the other node had dropped all of it; null: it has not yet
 */
public record EditReport(
    List<StaleEntries> stale,
    int more,
    @Nullable Double confirmed,
    @Nullable String neighbour,
    @Nullable Double heard) {

  private static final int MOST_LOADERS = 6;
  private static final double NANOS_PER_MILLISECOND = 1e6;

  public EditReport {
    stale = List.copyOf(stale);
  }

  /**
   * What is known by now.
   *
   * @param told empty: nothing was told to anybody
   */
  static EditReport of(Optional<Told> told, Node node) {
    Optional<Neighbour> neighbour = node.neighbour();
    List<StaleEntries> stale = told.map(each -> StaleEntries.of(each.stale())).orElse(List.of());
    List<StaleEntries> shown = stale.stream().limit(MOST_LOADERS).toList();
    return new EditReport(
        shown,
        stale.size() - shown.size(),
        told.filter(Told::confirmed).map(each -> milliseconds(each.took())).orElse(null),
        neighbour.map(Neighbour::name).orElse(null),
        told.flatMap(each -> neighbour.flatMap(other -> other.log().heard(each)))
            .map(EditReport::milliseconds)
            .orElse(null));
  }

  private static Double milliseconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLISECOND;
  }
}
