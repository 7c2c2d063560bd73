package dev.twofold.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Measurements, in the order in which they were made. */
public final class Results {

  private final List<Measurement> measurements;
  private final Consumer<Measurement> finds;

  /** These measurements. */
  public Results(List<Measurement> measurements) {
    this(measurements, found -> {});
  }

  private Results(List<Measurement> measurements, Consumer<Measurement> finds) {
    this.measurements = measurements;
    this.finds = finds;
  }

  /** The same measurements; tells which are found, so that it is known what a goal rests on. */
  Results telling(Consumer<Measurement> listener) {
    return new Results(measurements, listener);
  }

  /** How many there are. */
  int size() {
    return measurements.size();
  }

  /** The measurements by group, in the order of the groups' names. */
  Map<String, List<Measurement>> byGroup() {
    return measurements.stream()
        .collect(Collectors.groupingBy(Measurement::group, TreeMap::new, Collectors.toList()));
  }

  /** The measurements by name and parameters. */
  Map<String, Measurement> byId() {
    Map<String, Measurement> byId = new LinkedHashMap<>();
    measurements.forEach(measurement -> byId.put(measurement.id(), measurement));
    return byId;
  }

  /**
   * The measurement of a benchmark, if the run had it.
   *
   * @param parameters all of them
   */
  public Optional<Measurement> find(String group, String method, Map<String, String> parameters) {
    Optional<Measurement> found =
        measurements.stream()
            .filter(measurement -> measurement.group().equals(group))
            .filter(measurement -> measurement.method().equals(method))
            .filter(measurement -> measurement.parameters().equals(parameters))
            .findFirst();
    found.ifPresent(finds);
    return found;
  }
}
