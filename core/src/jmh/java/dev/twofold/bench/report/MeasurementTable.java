package dev.twofold.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The measurements of one group as a table. */
final class MeasurementTable {

  private record Column(String head, Function<Measurement, String> cell) {}

  private final List<Measurement> measurements;
  private final Map<String, String> about;

  MeasurementTable(List<Measurement> measurements, Map<String, String> about) {
    this.measurements = measurements;
    this.about = about;
  }

  String markdown() {
    List<Column> columns = columns();
    StringBuilder table = new StringBuilder(row(columns, Column::head));
    table.append("|---").append("|--:".repeat(columns.size() - 1)).append("|\n");
    for (Measurement measurement : measurements) {
      table.append(row(columns, column -> column.cell().apply(measurement)));
    }
    return table.toString();
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("benchmark", this::label));
    parameters().forEach(name -> columns.add(parameter(name)));
    Set<String> figures = new LinkedHashSet<>();
    measurements.forEach(measurement -> figures.addAll(measurement.figures().keySet()));
    for (String figure : figures) {
      columns.add(figure(figure, measurement -> measurement.figure(figure)));
    }
    if (parameters().contains(Measurement.KEYS) && figures.contains(Measurement.NANOS)) {
      columns.add(figure("ns per key", Measurement::nanosPerKey));
      columns.add(figure("B per key", Measurement::bytesPerKey));
    }
    return columns;
  }

  private Set<String> parameters() {
    Set<String> parameters = new TreeSet<>();
    measurements.forEach(measurement -> parameters.addAll(measurement.parameters().keySet()));
    return parameters;
  }

  private static Column parameter(String name) {
    return new Column(name, measurement -> measurement.parameters().getOrDefault(name, ""));
  }

  private static Column figure(String head, Function<Measurement, Double> figure) {
    return new Column(head, measurement -> Numbers.text(figure.apply(measurement)));
  }

  /** The benchmark with what is to be said of it and of the values of its parameters. */
  private String label(Measurement measurement) {
    List<String> words = new ArrayList<>();
    words.add(about.get(measurement.group() + "." + measurement.method()));
    measurement.parameters().forEach((name, value) -> words.add(about.get(name + "=" + value)));
    words.removeIf(Objects::isNull);
    return words.isEmpty()
        ? measurement.method()
        : measurement.method() + ": " + String.join("; ", words);
  }

  private static String row(List<Column> columns, Function<Column, String> cell) {
    return columns.stream().map(cell).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
