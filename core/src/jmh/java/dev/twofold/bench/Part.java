package dev.twofold.bench;

import dev.twofold.bench.report.Count;
import dev.twofold.bench.report.Measurement;
import dev.twofold.bench.scale.HitRate;
import dev.twofold.bench.scale.Memory;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is measured with the class path of one module. */
@SuppressWarnings("ImmutableEnumChecker") // counts keep nothing
enum Part {

  /** Everything that needs no servlets. */
  CORE("core", ".", List.of(new Memory(), new HitRate())),

  /** The filter, without a server. */
  FILTER("core,servlet-integration", "filter\\.", List.of());

  private final String modules;
  private final String packages;
  private final List<Count> counts;

  Part(String modules, String packages, List<Count> counts) {
    this.modules = modules;
    this.packages = packages;
    this.counts = counts;
  }

  /** The name of a run of all of it. */
  String run() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What Maven builds for it. */
  String modules() {
    return modules;
  }

  /** A regular expression for the benchmarks that JMH is to run in a pass. */
  String include(Pass pass, String pattern) {
    return "dev\\.twofold\\.bench\\.(?=" + packages + ")(?=" + pass.groups() + ")" + pattern;
  }

  /** Counts; before JMH, as what that leaves in this process would be counted too. */
  List<Measurement> counted(String pattern) {
    Predicate<String> wanted = Pattern.compile(pattern).asPredicate();
    return counts.stream()
        .filter(count -> wanted.test(count.group()))
        .flatMap(count -> count.measure().stream())
        .toList();
  }
}
