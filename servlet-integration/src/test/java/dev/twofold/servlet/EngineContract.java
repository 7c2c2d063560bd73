package dev.twofold.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.servlet.config.TwofoldConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Where the filter finds its engine, and how several engines live together, in every container. */
abstract class EngineContract extends ContainerContract {

  private final List<LoadScope> seen = new CopyOnWriteArrayList<>();

  private void see(HttpServletRequest request, HttpServletResponse response) {
    seen.add(TwofoldRequest.scope(request));
  }

  @Test
  void engineInTheServletContext_isFoundWhenTheFirstRequestComes() throws Exception {
    AtomicReference<ServletContext> context = new AtomicReference<>();
    WebServer server =
        serve(
            bareApplication()
                .with(context::set)
                .filter(new TwofoldFilter(ACME))
                .servlet("/page", this::see));
    context.get().setAttribute(TwofoldFilter.ENGINE_ATTRIBUTE, engine);

    assertThat(server.get("/page").statusCode()).isEqualTo(200);
    assertThat(seen).containsExactly(onlyScope());
  }

  @Test
  void engineThatIsMissing_saysWhatToDo() throws Exception {
    assertThat(engineProblem(context -> {}))
        .isEqualTo(
            "no engine for dev.twofold.servlet.TwofoldFilter: servlet context attribute"
                + " 'dev.twofold.Twofold' is not set; put the engine there at start, for instance"
                + " by a subclass of TwofoldListener, or give it to the constructor of the filter");
  }

  @Test
  void engineOfAnotherType_isNamed() throws Exception {
    assertThat(
            engineProblem(
                context -> context.setAttribute(TwofoldFilter.ENGINE_ATTRIBUTE, "engine")))
        .contains("servlet context attribute 'dev.twofold.Twofold' is a java.lang.String;");
  }

  private String engineProblem(Consumer<ServletContext> registration) throws Exception {
    AtomicReference<String> problem = new AtomicReference<>();
    WebServer server =
        serve(
            bareApplication()
                .with(registration)
                .filter(
                    (request, response, chain) -> {
                      try {
                        chain.doFilter(request, response);
                      } catch (RuntimeException e) {
                        problem.set(e.getMessage());
                      }
                    })
                .filter(new TwofoldFilter())
                .servlet("/page", this::see));
    server.get("/page");
    assertThat(seen).isEmpty();
    return problem.get();
  }

  @Test
  void twoEngines_haveTheirScopesByName() throws Exception {
    RecordingEngine reports = new RecordingEngine();
    List<LoadScope> ofReports = new CopyOnWriteArrayList<>();
    WebServer server =
        serve(
            application()
                .with(context -> context.setAttribute("dev.twofold.Twofold.reports", reports))
                .filter(
                    new TwofoldFilter(ACME),
                    true,
                    EnumSet.allOf(DispatcherType.class),
                    Map.of(TwofoldFilter.ENGINE_PARAMETER, "reports"))
                .filter(new TwofoldFilter("reports", reports, ACME))
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request, response);
                      ofReports.add(TwofoldRequest.scope(request, "reports"));
                      ofReports.add(LoadScope.current());
                      assertThat(TwofoldRequest.find(request, "other")).isEmpty();
                    }));

    assertThat(server.get("/page").statusCode()).isEqualTo(200);

    assertThat(seen).containsExactly(onlyScope());
    assertThat(reports.opened()).hasSize(1).allMatch(LoadScope::isClosed);
    assertThat(ofReports).containsOnly(reports.opened().get(0)).hasSize(2);
    reports.close();
  }

  @Test
  void twoEnginesWithoutNames_areRefused() throws Exception {
    RecordingEngine other = new RecordingEngine();
    AtomicReference<String> problem = new AtomicReference<>();
    Twofold second = other;
    WebServer server =
        serve(
            application()
                .filter(
                    (request, response, chain) -> {
                      try {
                        chain.doFilter(request, response);
                      } catch (IllegalStateException e) {
                        problem.set(e.getMessage());
                      }
                    })
                .filter(new TwofoldFilter(second))
                .servlet("/page", this::see));

    server.get("/page");

    assertThat(problem)
        .hasValue(
            "two filters with different engines use the request attribute 'dev.twofold.LoadScope';"
                + " name one of the engines");
    assertThat(seen).isEmpty();
    other.close();
  }

  @Test
  void filterMappedTwice_opensOneScope() throws Exception {
    WebServer server =
        serve(application().filter(new TwofoldFilter(engine)).servlet("/page", this::see));

    server.get("/page");

    assertThat(seen).containsExactly(onlyScope());
  }

  @Test
  void listener_makesTheEngineFromInitParametersAndClosesIt() throws Exception {
    AtomicReference<RecordingEngine> made = new AtomicReference<>();
    TwofoldListener listener =
        new TwofoldListener() {
          @Override
          protected Twofold create(TwofoldConfiguration configuration, ServletContext context) {
            made.set(new RecordingEngine(configuration.settings()));
            return made.get();
          }
        };
    WebServer server =
        serve(
            bareApplication()
                .with(context -> context.setInitParameter("twofold.application", "listened"))
                .with(context -> context.addListener(listener))
                .filter(new TwofoldFilter(ACME))
                .servlet("/page", this::see));

    assertThat(server.get("/page").statusCode()).isEqualTo(200);
    assertThat(seen).containsExactlyElementsOf(made.get().opened()).allMatch(LoadScope::isClosed);
    assertThat(made.get().settings().application()).isEqualTo("listened");
    assertThat(made.get().isClosed()).isFalse();

    stop();

    assertThat(made.get().isClosed()).isTrue();
  }
}
