package dev.twofold.bench.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The mixes that other benchmarks have published, with their numbers. */
class MixesTest {

  private static final int DRAWN = 200_000;
  private static final Offset<Double> NEAR = within(0.004);

  @Test
  void taoOverall_manyAreDrawn_haveTheSharesPublished() {
    Map<String, Double> shares = shares(TaoBench.overall());

    double reads = shares.get("graph nodes") + shares.get("graph links");
    assertThat(reads).isCloseTo((8_387 + 242) / 8_649.0, NEAR);
    assertThat(shares).doesNotContainKeys("graph lists", "graph counts");
  }

  @Test
  void taoApplication_manyAreDrawn_haveTheSharesPublished() {
    Map<String, Double> shares = shares(TaoBench.application());

    assertThat(shares.get("graph lists")).isCloseTo(171 / 244.0 * 0.392, NEAR);
    assertThat(shares.get("graph counts")).isCloseTo(171 / 244.0 * 0.041, NEAR);
    assertThat(shares.get("graph nodes")).isCloseTo(171 / 244.0 * 0.496 + 15 / 244.0 * 0.167, NEAR);
    assertThat(shares.get("nodes") + shares.get("links")).isCloseTo(58 / 244.0, NEAR);
  }

  @Test
  void linkBench_manyAreDrawn_eachOperationHasTheSharePublished() {
    Map<String, Double> operations = new HashMap<>();
    SplittableRandom random = new SplittableRandom(9);
    LinkBench linkBench = new LinkBench();
    for (int i = 0; i < DRAWN; i++) {
      count(linkBench.next(random), operations);
    }

    double all = operations.values().stream().mapToDouble(Double::doubleValue).sum();
    double reads =
        Stream.of("lists", "nodes", "counts", "links").mapToDouble(operations::get).sum();
    assertThat(reads / all).isCloseTo(0.69, within(0.03));
    assertThat(operations.get("lists") / reads).isCloseTo(50.71 / 69.06, within(0.005));
    assertThat(operations.get("nodes") / reads).isCloseTo(12.93 / 69.06, within(0.005));
    assertThat(operations.get("counts") / reads).isCloseTo(4.89 / 69.06, within(0.005));
  }

  /** Adds what a request asks for; of a write, how many things it names. */
  private static void count(Ask ask, Map<String, Double> operations) {
    String line = ask.line();
    String question = line.substring(line.indexOf('?') + 1);
    for (String part : question.split("&", -1)) {
      String name = line.startsWith("POST") ? "writes" : part.substring(0, part.indexOf('='));
      operations.merge(name, (double) part.split(",", -1).length, Double::sum);
    }
  }

  @Test
  void crud_manyAreDrawn_haveTheSharesPublished() {
    Map<String, Double> shares = shares(Items.crud());

    assertThat(shares.get("item id")).isCloseTo(0.75 + 0.15 + 0.05, NEAR);
    assertThat(shares.get("items page")).isCloseTo(0.05, NEAR);
  }

  @Test
  void stack_manyAreDrawn_haveTheSharesPublished() {
    Map<String, Double> shares = shares(Items.stack());

    assertThat(shares.get("item id")).isCloseTo(0.5, NEAR);
    assertThat(shares.get("/assets/style.css")).isCloseTo(0.3, NEAR);
    assertThat(shares.get("compute a")).isCloseTo(0.1, NEAR);
    assertThat(shares.get("graph nodes")).isCloseTo(0.1, NEAR);
  }

  private static Map<String, Double> shares(Mix mix) {
    SplittableRandom random = new SplittableRandom(11);
    Map<String, Double> shares = new HashMap<>();
    for (int i = 0; i < DRAWN; i++) {
      shares.merge(kind(mix.next(random)), 1.0 / DRAWN, Double::sum);
    }
    return shares;
  }

  /** The end of the path, and of a read what it asks for. */
  private static String kind(Ask ask) {
    String path = ask.line().split(" ", -1)[1].replace("/batch/", "");
    int question = path.indexOf('?');
    if (question < 0) {
      return path;
    }
    String name = path.substring(0, question);
    return ask.line().startsWith("POST") && !name.equals("item")
        ? name
        : name + " " + path.substring(question + 1, path.indexOf('='));
  }
}
