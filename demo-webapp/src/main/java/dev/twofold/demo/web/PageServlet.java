package dev.twofold.demo.web;

import dev.twofold.demo.cost.CostHeaders;
import dev.twofold.demo.cost.JdbcTally;
import dev.twofold.demo.cost.RequestCost;
import dev.twofold.demo.node.Node;
import dev.twofold.servlet.TwofoldRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every request of the application, whole: first the page into a buffer, then the headers
 * that tell what it has cost, then both to the client. Whatever goes wrong becomes a page, too.
 */
final class PageServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(PageServlet.class);

  private final transient Readiness readiness;
  private final transient Renderer renderer;
  private final transient Node node;
  private final transient Router router;

  PageServlet(Readiness readiness, Renderer renderer, Node node) {
    this.readiness = readiness;
    this.renderer = renderer;
    this.node = node;
    Pages pages = new Pages(readiness, renderer);
    EditPages edits = new EditPages(readiness, renderer);
    PicturePages pictures = new PicturePages(readiness, renderer);
    VotePages votes = new VotePages(readiness);
    FaultPages faults = new FaultPages(readiness, renderer, node);
    WarmPages warm = new WarmPages(readiness, renderer, node);
    TagPages tags = new TagPages(readiness);
    Files files = new Files();
    router =
        new Router()
            .add("/", pages::front)
            .add("/recent", pages::recent)
            .add("/stories/([^/]+)", pages::story)
            .addForm("/stories/([^/]+)/vote", votes::vote)
            .add("/comments/([^/]+)", pages::comment)
            .add("/users/([^/]+)", pages::user)
            .add("/users/([^/]+)/edit", edits::form, edits::save)
            .add("/pictures", pictures::gallery)
            .add("/pictures/([^/]+)", pictures::picture, pictures::redraw)
            .add("/pictures/([^/]+)/thumbnail", pictures::thumbnail)
            .add("/pictures/([^/]+)/original", pictures::original)
            .add("/faults", faults::show, faults::change)
            .add("/warm", warm::show, warm::change)
            .addForm("/faults/tags", tags::clear)
            .add("/api/stories", pages::stories)
            .add("/health", visit -> renderer.json(Map.of("status", "ready")))
            .add("/assets/([a-z.]+)", files::asset)
            .add("/photos/([0-9]{1,3})-([0-9]{1,5})\\.svg", files::photo);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (JdbcTally jdbc = readiness.await().meter().start()) {
      RequestCost cost = new RequestCost(jdbc, TwofoldRequest.scope(request)::stats);
      Answer answer = answer(request, cost);
      if (!RequestBody.skip(request)) {
        answer = answer.with("Connection", "close");
      }
      answer.send(response, CostHeaders.of(cost), !request.getMethod().equals("HEAD"));
    }
  }

  private Answer answer(HttpServletRequest request, RequestCost cost) {
    try {
      // What forms of this application are written in; some containers would guess another.
      request.setCharacterEncoding(StandardCharsets.UTF_8.name());
      RequestBody.requireShort(request);
      Router.Match match = router.find(request.getServletPath());
      if (request.getMethod().equals("OPTIONS")) {
        return Answer.empty(204).with("Allow", match.allowed());
      }
      Optional<Handler> handler = match.handler(request.getMethod());
      return handler.isPresent()
          ? handler.get().handle(Visit.of(request, match.path(), cost, node))
          : problem(methodNotAllowed(match), request).with("Allow", match.allowed());
    } catch (Problem problem) {
      return problem(problem, request);
    } catch (IOException | RuntimeException e) {
      log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
      return problem(Failures.describe(e), request);
    }
  }

  private static Problem methodNotAllowed(Router.Match match) {
    return new Problem(405, "Method not allowed", "Allowed here: " + match.allowed() + ".");
  }

  private Answer problem(Problem problem, HttpServletRequest request) {
    return renderer.problem(problem, Format.of(request), Links.of(request, node));
  }
}
