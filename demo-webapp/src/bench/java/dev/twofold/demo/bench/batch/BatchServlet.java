package dev.twofold.demo.bench.batch;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twofold.demo.bench.batch.Graph.Owner;
import dev.twofold.demo.start.RedisChoice;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers batches as JSON: {@code cached-queries?count=&seed=}, {@code
 * graph?nodes=&links=&lists=&counts=}, {@code item?id=}, {@code items?page=} and {@code
 * compute?a=&b=}; takes {@code nodes?ids=}, {@code links?ids=}, {@code remove-link?id=}, {@code
 * remove-node?id=} and {@code item?id=}. Numbers stand between commas, parts of an id between
 * colons.
 */
public final class BatchServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final int WORLDS = 10_000;

  private final transient ObjectMapper json = new ObjectMapper();
  private final transient BatchApplication application;

  private BatchServlet(BatchApplication application) {
    this.application = application;
  }

  /**
   * Creates its tables.
   *
   * @param redis none: Hibernate alone answers
   */
  public static BatchServlet on(String database, RedisChoice redis) {
    return new BatchServlet(
        redis instanceof RedisChoice.None
            ? BatchApplication.onHibernate(database)
            : BatchApplication.onTwofold(database, redis));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body;
    try (BatchSource source = application.open()) {
      body = json.writeValueAsBytes(answer(request, source));
    }
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static Object answer(HttpServletRequest request, BatchSource source) {
    return switch (requireNonNull(request.getPathInfo())) {
      case "/cached-queries" -> source.worlds(drawn(request));
      case "/graph" ->
          source.graph(
              new Graph.Question(
                  several(request, "nodes", Long::valueOf),
                  several(request, "links", BatchServlet::link),
                  several(request, "lists", BatchServlet::owner),
                  several(request, "counts", BatchServlet::owner)));
      case "/item" -> source.item(number(request, "id")).orElseThrow();
      case "/items" -> source.items(number(request, "page"));
      case "/compute" -> number(request, "a") + number(request, "b");
      default -> throw new IllegalArgumentException("No batch " + request.getPathInfo());
    };
  }

  /** The ids are drawn here, as the rules want it, but alike for all who are asked. */
  private static List<Long> drawn(HttpServletRequest request) {
    SplittableRandom random = new SplittableRandom(number(request, "seed"));
    return LongStream.generate(() -> random.nextLong(1, WORLDS + 1))
        .limit(number(request, "count"))
        .boxed()
        .toList();
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    BatchWrites writes = application.writes();
    switch (requireNonNull(request.getPathInfo())) {
      case "/nodes" -> writes.nodes(several(request, "ids", Long::valueOf));
      case "/links" -> writes.links(several(request, "ids", BatchServlet::link));
      case "/remove-link" -> writes.removeLink(link(request.getParameter("id")));
      case "/remove-node" -> writes.removeNode(number(request, "id"));
      case "/item" -> writes.item(number(request, "id"));
      default -> throw new IllegalArgumentException("No write " + request.getPathInfo());
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private static LinkId link(String text) {
    String[] parts = text.split(":", 3);
    return new LinkId(
        Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }

  private static Owner owner(String text) {
    String[] parts = text.split(":", 2);
    return new Owner(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
  }

  private static <T> List<T> several(
      HttpServletRequest request, String name, Function<String, T> reading) {
    @Nullable String text = request.getParameter(name);
    return text == null || text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(reading).toList();
  }

  private static long number(HttpServletRequest request, String name) {
    return Long.parseLong(request.getParameter(name));
  }
}
