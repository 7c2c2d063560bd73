package dev.twofold.demo.fault;

import static java.util.Objects.requireNonNull;

import dev.twofold.resilience.CircuitStats;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is broken on purpose on a node, and what its engine makes of that. For templates.
 *
 * @param node whose tiers they are
 * @param tiers those that the node has, the nearest first
 * @param circuits by name
 */
public record FaultReport(String node, List<TierState> tiers, List<CircuitRow> circuits) {

  public FaultReport {
    requireNonNull(node, "node");
    tiers = List.copyOf(tiers);
    circuits = List.copyOf(circuits);
  }

  /**
   * A tier and its switch.
   *
   * @param tier as forms call it
   * @param title as pages call it
   * @param position where the switch stands
   * @param effect what the tier does there
   * @param choices all positions
   */
  public record TierState(
      String tier, String title, String position, String effect, List<Choice> choices) {

    public TierState {
      choices = List.copyOf(choices);
    }

    private static TierState of(Tier tier, FaultSwitch gate) {
      Position now = gate.position();
      return new TierState(
          tier.text(),
          tier.title(),
          now.text(),
          tier.effect(now),
          tier.positions().stream()
              .map(each -> new Choice(each.text(), tier.effect(each)))
              .toList());
    }
  }

  /**
   * A position that a switch can be set to.
   *
   * @param effect what the tier does there
   */
  public record Choice(String position, String effect) {}

  /**
   * A circuit.
   *
   * @param state in the words of pages
   * @param opened how often it has opened
   * @param skipped how many trips it has left out
   */
  public record CircuitRow(String name, String state, long opened, long skipped) {

    private static CircuitRow of(String name, CircuitStats stats) {
      String state = stats.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return new CircuitRow(name, state, stats.opened(), stats.skipped());
    }
  }

  /** What there is to say at the moment. */
  public static FaultReport of(String node, Faults faults, Map<String, CircuitStats> circuits) {
    return new FaultReport(
        node,
        Stream.of(Tier.values())
            .flatMap(tier -> faults.of(tier).map(gate -> TierState.of(tier, gate)).stream())
            .toList(),
        circuits.entrySet().stream()
            .map(circuit -> CircuitRow.of(circuit.getKey(), circuit.getValue()))
            .toList());
  }
}
