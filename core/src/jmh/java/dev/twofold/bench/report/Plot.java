package dev.twofold.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The picture of a group: cost of each key by number of keys where that varies, else bars. */
final class Plot {

  private final String svg;

  private Plot(String svg) {
    this.svg = svg;
  }

  static Plot of(String title, List<Measurement> measurements) {
    long numbersOfKeys =
        measurements.stream().flatMapToDouble(m -> m.keys().stream()).distinct().count();
    Labels labels = new Labels(measurements);
    return new Plot(
        numbersOfKeys > 1
            ? new Curves(title, measurements, labels).svg()
            : new Bars(title, measurements, labels).svg());
  }

  void write(Path file) throws IOException {
    Files.writeString(file, svg);
  }
}
