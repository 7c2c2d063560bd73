package dev.twofold.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON file that JMH writes. */
public final class JmhFile {

  private static final String ROOT = "dev.twofold.bench.";
  private static final String PROFILER = "gc.";
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  /** Where a class has benchmarks on several threads: what all of them do. */
  private static final String TOGETHER = "op/s, all threads";

  private JmhFile() {}

  /** The measurements of a file, in the order in which they were made. */
  public static List<Measurement> read(Path json) throws IOException {
    JsonNode results = new ObjectMapper().readTree(json.toFile());
    Set<String> concurrent = new HashSet<>();
    for (JsonNode result : results) {
      if (result.get("threads").asInt() > 1) {
        concurrent.add(group(result));
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    for (JsonNode result : results) {
      Map<String, Double> figures = figures(result);
      if (concurrent.contains(group(result))) {
        figures.put(TOGETHER, result.get("threads").asInt() * 1e9 / figures.get(Measurement.NANOS));
      }
      measurements.add(new Measurement(group(result), method(result), parameters(result), figures));
    }
    return measurements;
  }

  private static String group(JsonNode result) {
    String name = result.get("benchmark").asText();
    return name.substring(ROOT.length(), name.lastIndexOf('.'));
  }

  private static String method(JsonNode result) {
    String name = result.get("benchmark").asText();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static SortedMap<String, String> parameters(JsonNode result) {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (Map.Entry<String, JsonNode> parameter : result.path("params").properties()) {
      parameters.put(parameter.getKey(), parameter.getValue().asText());
    }
    return parameters;
  }

  private static Map<String, Double> figures(JsonNode result) {
    JsonNode time = result.get("primaryMetric");
    if (!time.get("scoreUnit").asText().equals("ns/op")) {
      throw new IllegalArgumentException(
          "%s is measured in %s; needed: ns/op, the average time"
              .formatted(result.get("benchmark").asText(), time.get("scoreUnit").asText()));
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(Measurement.NANOS, time.get("score").asDouble());
    double error = time.get("scoreError").asDouble(Double.NaN);
    if (!Double.isNaN(error)) {
      figures.put(Measurement.ERROR, error);
    }
    Map<String, Double> counters = new TreeMap<>();
    for (Map.Entry<String, JsonNode> secondary : result.path("secondaryMetrics").properties()) {
      double score = secondary.getValue().get("score").asDouble();
      if (secondary.getKey().endsWith(ALLOCATION)) {
        figures.put(Measurement.BYTES, score);
      } else if (!secondary.getKey().contains(PROFILER)) {
        counters.put(secondary.getKey(), score);
      }
    }
    figures.putAll(counters);
    return figures;
  }
}
