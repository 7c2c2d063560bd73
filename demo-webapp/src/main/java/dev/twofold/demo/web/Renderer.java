package dev.twofold.demo.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Makes HTML and JSON of the same objects, into a buffer. Thread-safe. */
final class Renderer {

  private static final String HTML = "text/html;charset=utf-8";
  private static final String JSON = "application/json";
  private static final String JSON_PROBLEM = "application/problem+json";

  private final PebbleEngine templates;
  private final JsonMapper json =
      // By default its buffers stay with threads, which the container keeps when this is
      // undeployed.
      JsonMapper.builder(
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                  .build())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  Renderer() {
    ClasspathLoader loader = new ClasspathLoader(Renderer.class.getClassLoader());
    loader.setPrefix("dev/twofold/demo/web/templates");
    loader.setSuffix(".html");
    templates =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .build();
  }

  /**
   * A page in the format that was asked for.
   *
   * @param template for HTML; finds the page under {@code page}
   */
  Answer page(Visit visit, String template, Object page) {
    return page(visit, template, page, Map.of());
  }

  /**
   * A page with something beside it that is for readers, not for programs.
   *
   * @param beside what the template finds by other names
   */
  Answer page(Visit visit, String template, Object page, Map<String, Object> beside) {
    long started = System.nanoTime();
    Answer answer =
        visit.format() == Format.JSON
            ? json(page)
            : Answer.ok(HTML, html(template, variables(visit, page, beside)));
    visit.cost().rendered(Duration.ofNanos(System.nanoTime() - started));
    return answer;
  }

  private static Map<String, Object> variables(
      Visit visit, Object page, Map<String, Object> beside) {
    Map<String, Object> variables = new HashMap<>(beside);
    variables.put("page", page);
    variables.put("links", visit.links());
    variables.put("cost", visit.cost());
    return variables;
  }

  /** An object as JSON, whatever was asked for. */
  Answer json(Object object) {
    return Answer.ok(JSON, jsonBytes(object));
  }

  /** A problem in the format that was asked for. */
  Answer problem(Problem problem, Format format, Links links) {
    Map<String, Object> members =
        Map.of("status", problem.status(), "title", problem.title(), "detail", problem.detail());
    if (format == Format.JSON) {
      return Answer.of(problem.status(), JSON_PROBLEM, jsonBytes(members));
    }
    Map<String, Object> variables = new HashMap<>(members);
    variables.put("links", links);
    return Answer.of(problem.status(), HTML, html("problem", variables));
  }

  private byte[] html(String template, Map<String, Object> variables) {
    StringWriter page = new StringWriter();
    try {
      templates.getTemplate(template).evaluate(page, variables);
    } catch (IOException e) {
      throw new UncheckedIOException("template " + template, e);
    }
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] jsonBytes(Object object) {
    try {
      return json.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("JSON of " + object.getClass().getName(), e);
    }
  }
}
