package dev.twofold.demo;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What the header of a response says that it has cost. */
record Cost(Map<String, String> pairs) {

  static Cost of(HttpResponse<?> response) {
    String header = response.headers().firstValue("X-Twofold-Stats").orElseThrow();
    return new Cost(
        Arrays.stream(header.split("; ", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
  }

  long of(String name) {
    return Long.parseLong(pairs.get(name));
  }

  long statements() {
    return of("statements");
  }
}
