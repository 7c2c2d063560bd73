package dev.twofold.demo.data;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** The words of the community. */
final class Phrases {

  static final List<String> TAGS =
      List.of(
          "ai",
          "android",
          "ask",
          "c",
          "compilers",
          "cryptography",
          "databases",
          "design",
          "devops",
          "distributed",
          "education",
          "games",
          "hardware",
          "historical",
          "java",
          "law",
          "linux",
          "networking",
          "performance",
          "practices",
          "rust",
          "security",
          "show",
          "testing",
          "web");

  private static final List<String> FIRST_NAMES =
      List.of(
          "ada",
          "alan",
          "amina",
          "barbara",
          "bjarne",
          "chen",
          "dana",
          "dennis",
          "edsger",
          "elif",
          "emeka",
          "frances",
          "grace",
          "guido",
          "hana",
          "hedy",
          "ingrid",
          "ivan",
          "jean",
          "joao",
          "karen",
          "ken",
          "kofi",
          "lars",
          "leslie",
          "lin",
          "margaret",
          "mei",
          "miguel",
          "nadia",
          "niklaus",
          "noor",
          "olga",
          "omar",
          "priya",
          "radia",
          "rosa",
          "sam",
          "shafi",
          "sophie",
          "tariq",
          "tony",
          "ulla",
          "vera",
          "wei",
          "yuki",
          "zoe");

  private static final List<String> SECOND_NAMES =
      List.of(
          "ash", "bay", "birch", "brook", "cliff", "cloud", "coral", "dale", "dawn", "dune", "elm",
          "ember", "fern", "field", "finch", "flint", "ford", "frost", "glen", "grove", "hail",
          "hawk", "hazel", "heath", "hill", "holt", "iris", "ivy", "jay", "juniper", "kestrel",
          "lake", "lark", "leaf", "linden", "loch", "maple", "marsh", "meadow", "mist", "moor",
          "moss", "oak", "otter", "pine", "pond", "quartz", "quill", "rain", "raven", "reed",
          "ridge", "river", "robin", "rowan", "rush", "sage", "sand", "shore", "sky", "slate",
          "snow", "sparrow", "spruce", "stone", "storm", "swan", "thorn", "tide", "vale", "wave",
          "wheat", "willow", "wind", "wolf", "wood", "wren", "yarrow", "yew", "zephyr");

  private static final List<String> OPENINGS =
      List.of(
          "A closer look at",
          "Debugging",
          "Designing",
          "Five years of",
          "How we replaced",
          "Lessons from",
          "Living with",
          "Measuring",
          "Notes on",
          "Rewriting",
          "Taking apart",
          "Teaching",
          "The hidden cost of",
          "The history of",
          "Understanding",
          "What I learned from",
          "When to avoid",
          "Why we chose",
          "Writing",
          "You may not need");

  private static final List<String> SUBJECTS =
      List.of(
          "a tiny compiler",
          "async runtimes",
          "B-trees",
          "batch jobs",
          "binary formats",
          "cache invalidation",
          "clock skew",
          "columnar storage",
          "connection pools",
          "consensus protocols",
          "CSS grids",
          "data races",
          "distributed locks",
          "file systems",
          "font rendering",
          "garbage collection",
          "hash tables",
          "lazy loading",
          "linkers",
          "memory models",
          "message queues",
          "microservices",
          "N+1 queries",
          "object mappers",
          "packet captures",
          "parser generators",
          "profilers",
          "query planners",
          "rate limiters",
          "regular expressions",
          "schema migrations",
          "static analysis",
          "stack traces",
          "tail latency",
          "text editors",
          "time zones",
          "type systems",
          "undo logs",
          "virtual threads",
          "write amplification");

  private static final List<String> ENDINGS =
      List.of(
          "",
          "",
          "",
          " at scale",
          " for the rest of us",
          " from first principles",
          " in a weekend",
          " in production",
          " in 500 lines",
          " on a Raspberry Pi",
          " without a framework",
          " without tears",
          ", explained",
          ", part 2");

  private static final List<String> SITES =
      List.of(
          "blog.kernel-notes.example",
          "buffered.example",
          "codewright.example",
          "datapages.example",
          "deepstack.example",
          "engineering.lumen.example",
          "fieldnotes.example",
          "hexdump.example",
          "lowlevel.example",
          "microbench.example",
          "papers.cs.example",
          "planner.example",
          "quietcode.example",
          "segfault.example",
          "smallweb.example",
          "systems.example",
          "tracepoint.example",
          "weeklyreview.example");

  private static final List<String> SENTENCES =
      List.of(
          "This matches what we saw last year.",
          "I had to read the third section twice, but it was worth it.",
          "Has anyone measured this with a realistic working set?",
          "The numbers look good until the cache is cold.",
          "We ended up doing the opposite and it has held up well.",
          "There is a longer write-up of the same idea from the nineties.",
          "I would love to see the tail latencies, not just the mean.",
          "It is surprising how often the simple version wins.",
          "The part about failure handling deserves its own article.",
          "Our team calls this the spreadsheet problem.",
          "You can get most of the benefit with a much smaller change.",
          "What happens when the clock goes backwards?",
          "Great diagrams.",
          "That is true on one machine; across two it gets interesting.",
          "The comments in the source code are a delight.",
          "I disagree about the conclusion, though the method is sound.",
          "One query per page, then one per row: we all have been there.",
          "It took us a week to find, and one line to fix.",
          "The licence changed since, so check before you copy.",
          "Thanks for posting this.");

  private static final List<String> HOURS = List.of("Morning", "Noon", "Evening", "Night");
  private static final List<String> PLACES =
      List.of("bay", "dunes", "lighthouse", "marsh", "pier", "ridge");

  private Phrases() {}

  /** The name of a user: another one for each number. */
  static String userName(int number) {
    int pairs = FIRST_NAMES.size() * SECOND_NAMES.size();
    // A step without a common divisor with the number of pairs visits each once, in mixed order.
    int pair = (int) (number * 1_009L % pairs);
    String name =
        FIRST_NAMES.get(pair % FIRST_NAMES.size())
            + "_"
            + SECOND_NAMES.get(pair / FIRST_NAMES.size());
    return number < pairs ? name : name + (number / pairs + 1);
  }

  static String about(RandomGenerator random) {
    return "Interested in %s and %s. %s"
        .formatted(one(SUBJECTS, random), one(SUBJECTS, random), one(SENTENCES, random));
  }

  static String title(RandomGenerator random) {
    return one(OPENINGS, random) + " " + one(SUBJECTS, random) + one(ENDINGS, random);
  }

  static String site(RandomGenerator random) {
    return SITES.get(Skew.below(SITES.size(), random));
  }

  /** A title as the last part of a link. */
  static String slug(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  static String commentBody(RandomGenerator random) {
    StringBuilder body = new StringBuilder(one(SENTENCES, random));
    for (int more = Skew.below(5, random); more > 0; more--) {
      body.append(' ').append(one(SENTENCES, random));
    }
    return body.toString();
  }

  /** The title of a picture: another one for each number below 24. */
  static String pictureTitle(int number) {
    return "%s at the %s"
        .formatted(
            HOURS.get(number % HOURS.size()), PLACES.get(number / HOURS.size() % PLACES.size()));
  }

  private static String one(List<String> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
