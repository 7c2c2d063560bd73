package dev.twofold.servlet.docs;

import static dev.twofold.servlet.docs.Example.LOCALE;
import static dev.twofold.servlet.docs.Example.sessionFactory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.key.ParameterValues;
import dev.twofold.servlet.JettyServer;
import dev.twofold.servlet.ScannedApplication;
import dev.twofold.servlet.TwofoldFilter;
import dev.twofold.servlet.WebApplication;
import dev.twofold.servlet.WebServer;
import dev.twofold.servlet.docs.Example.Greetings;
import dev.twofold.servlet.docs.Example.StoryEntity;
import dev.twofold.servlet.docs.Example.StoryLoader;
import dev.twofold.servlet.docs.Example.UserEntity;
import dev.twofold.servlet.docs.Example.UserLoader;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

  /** Nobody listens there: requests are answered by the database alone. */
  private static final String NO_REDIS = "redis://127.0.0.1:1";

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private Twofold twofold;

  @BeforeAll
  static void fillDatabase() {
    sessionFactory.inTransaction(
        session -> {
          UserEntity ada = new UserEntity(1, "ada");
          session.persist(ada);
          session.persist(new StoryEntity(101, "On engines", ada));
        });
  }

  @AfterAll
  static void stopDatabase() {
    sessionFactory.close();
  }

  @BeforeEach
  void buildEngine() {
    twofold =
        Twofold.builder()
            .database(HibernateDatabase.of(sessionFactory))
            .register(new StoryLoader(), new UserLoader(), new Greetings())
            .build();
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
    twofold.close();
  }

  private static String answer(WebApplication application) throws Exception {
    return answer(JettyServer.start(application));
  }

  private static String answer(WebServer server) throws Exception {
    try {
      return server.get("/page").body();
    } finally {
      server.stop();
    }
  }

  @Test
  void listenerAndFilter_byAnnotation(@TempDir Path directory) throws Exception {
    WebAppContext context =
        ScannedApplication.of(directory, ApplicationListener.class, ApplicationFilter.class);
    context.setInitParameter("twofold.redis.address", NO_REDIS);
    context.addServlet(StoryPage.class, "/page");

    assertThat(answer(JettyServer.start(context))).isEqualTo("On engines by ada");
  }

  @Test
  void filter_byProgram() throws Exception {
    WebApplication application = new WebApplication().with(this::register).with(ExamplesTest::page);

    assertThat(answer(application)).isEqualTo("On engines by ada");
  }

  private static void page(ServletContext context) {
    context.addServlet("page", StoryPage.class).addMapping("/page");
  }

  private void register(ServletContext context) {
    // snippet: filter-by-program
    FilterRegistration.Dynamic filter = context.addFilter("twofold", new TwofoldFilter(twofold));
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    // end
  }

  @Test
  void parameters_fromTheRequest() throws Exception {
    // snippet: parameters
    TwofoldFilter filter =
        new TwofoldFilter(
            twofold, request -> ParameterValues.of(LOCALE, request.getLocale().toLanguageTag()));
    // end
    WebApplication application =
        new WebApplication()
            .filter(filter)
            .servlet(
                "/page",
                (request, response) ->
                    response
                        .getWriter()
                        .print(LoadScope.current().require(Greetings.class, "ada")));

    // A request that names no language has the default locale of the server.
    assertThat(answer(application)).isEqualTo("ada (%s)", Locale.getDefault().toLanguageTag());
  }

  @Test
  void asynchronousRequest_handsItsScopeOver() throws Exception {
    WebApplication application =
        new WebApplication()
            .filter(new TwofoldFilter(twofold))
            .servlet("/page", (request, response) -> answerLater(request));

    assertThat(answer(application)).isEqualTo("ada");
  }

  private void answerLater(HttpServletRequest request) {
    // snippet: asynchronous
    AsyncContext async = request.startAsync();
    Runnable answer =
        () -> {
          render(async, LoadScope.current());
          async.complete();
        };
    executor.execute(LoadScope.current().wrap(answer));
    // end
  }

  private static void render(AsyncContext async, LoadScope scope) {
    try {
      async.getResponse().getWriter().print(scope.require(UserLoader.class, 1L).name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
