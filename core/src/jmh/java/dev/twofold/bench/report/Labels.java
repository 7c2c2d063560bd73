package dev.twofold.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Short names in a picture: only what tells its measurements apart. */
final class Labels {

  private final List<Measurement> measurements;

  Labels(List<Measurement> measurements) {
    this.measurements = measurements;
  }

  /** The name of a measurement, whatever number of keys it has. */
  String of(Measurement measurement) {
    List<String> parts = new ArrayList<>();
    if (measurements.stream().map(Measurement::method).distinct().count() > 1) {
      parts.add(measurement.method());
    }
    SortedMap<String, String> parameters = measurement.parameters();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      if (!name.equals(Measurement.KEYS) && varies(name)) {
        String value = parameter.getValue();
        parts.add(Character.isDigit(value.charAt(0)) ? name + " " + value : value);
      }
    }
    return parts.isEmpty() ? measurement.method() : String.join(", ", parts);
  }

  private boolean varies(String parameter) {
    return measurements.stream().map(each -> each.parameters().get(parameter)).distinct().count()
        > 1;
  }
}
