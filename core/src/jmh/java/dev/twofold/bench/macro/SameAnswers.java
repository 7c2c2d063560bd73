package dev.twofold.bench.macro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Holds all contenders to the answers of the first one: a wrong page is not measured. Of HTML,
 * which shows at its head and foot who made it, the middle counts.
 */
final class SameAnswers {

  private static final Pattern MODE = Pattern.compile("[?&](amp;)?mode=naive");

  private final Map<String, List<String>> expected = new HashMap<>();

  /**
   * Asks for the samples of a workload.
   *
   * @throws IllegalStateException if an answer is another than that of the first contender
   */
  void check(Workload workload, Connection connection) throws IOException {
    List<String> answers = new ArrayList<>();
    for (Ask sample : workload.samples()) {
      if (!connection.send(sample)) {
        throw new IllegalStateException(
            "%s: a sample failed: %s".formatted(workload.id(), sample.line()));
      }
      answers.add(comparable(connection.body()));
    }
    compare(workload.id(), answers);
  }

  /** Takes the answers of the first contender, and compares those of others with them. */
  void compare(String workload, List<String> answers) {
    List<String> first = expected.computeIfAbsent(workload, absent -> answers);
    for (int i = 0; i < first.size(); i++) {
      if (!first.get(i).equals(answers.get(i))) {
        throw new IllegalStateException(
            "%s: answer %d of %d has %d characters and differs from that of the first contender, which has %d"
                .formatted(
                    workload, i + 1, first.size(), answers.get(i).length(), first.get(i).length()));
      }
    }
  }

  /** An answer without what tells contenders apart. */
  static String comparable(String body) {
    int main = body.indexOf("<main");
    String middle = main < 0 ? body : body.substring(main, body.indexOf("</main>"));
    return MODE.matcher(middle).replaceAll("");
  }
}
