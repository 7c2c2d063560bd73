package dev.twofold.servlet.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import dev.twofold.servlet.TwofoldRequest;
import dev.twofold.servlet.WebApplication;
import dev.twofold.servlet.WebServer;
import dev.twofold.servlet.config.EdgeSettings;
import dev.twofold.servlet.config.EdgeUse;
import dev.twofold.servlet.edge.EdgeNode.Drafts;
import dev.twofold.servlet.edge.EdgeNode.Names;
import dev.twofold.testing.InMemoryTier;
import jakarta.servlet.ServletContext;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What caches and clients are told, on one container. */
@Timeout(60)
abstract class EdgeFilterContract {

  private static final String REGION = SurrogateKeys.ofRegion("default");
  private static final String LOADER = SurrogateKeys.ofLoader("twofold:Names");

  private final InMemoryTier tier = new InMemoryTier();
  private final Map<Long, String> data = new ConcurrentHashMap<>(Map.of(1L, "ada", 2L, "bob"));
  private final List<Set<String>> purged = new CopyOnWriteArrayList<>();
  private final List<EdgeNode> nodes = new ArrayList<>();

  @TempDir Path directory;

  abstract EdgeNode.Container container();

  private EdgeNode node() {
    return node(EdgeNode.settings());
  }

  private EdgeNode node(EdgeSettings settings) {
    EdgeSettings once = settings.withPurge(settings.purge().withAgain(Duration.ZERO));
    EdgeNode node = new EdgeNode(tier.node(), data, Edge.of(once, purged::add));
    nodes.add(node);
    return node.shared("/name", EdgeNode::name);
  }

  private EdgeNode start(EdgeNode node) throws Exception {
    return node.start(container());
  }

  private EdgeNode started() throws Exception {
    return start(node());
  }

  @AfterEach
  void stop() throws Exception {
    for (EdgeNode node : nodes) {
      node.close();
    }
  }

  private static String entry(long id) {
    return SurrogateKeys.ofEntry(StaleKeys.one("twofold:Names", id));
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("none");
  }

  private static String tag(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("ETag")).isPresent();
    return header(response, "ETag");
  }

  /** Sent as the application wrote it, and no cache may keep it on our word. */
  private static void assertNotShared(HttpResponse<String> response, String body) {
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.headers().map()).doesNotContainKeys("xkey", "etag");
    assertThat(response.headers().allValues("Cache-Control"))
        .noneMatch(value -> value.contains("s-maxage"));
  }

  private void changeName(EdgeNode node, long id, String name) {
    data.put(id, name);
    node.twofold.invalidator().invalidate(Names.class, List.of(id));
  }

  @Test
  void sharedResponse_saysForHowLong_andWhatItWasMadeOf() throws Exception {
    HttpResponse<String> response = started().get("/name?id=1");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("ada");
    assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=0, s-maxage=600");
    assertThat(tag(response)).matches("W/\"[\\w-]{24}\"");
    assertThat(header(response, "xkey").split(" "))
        .containsExactlyInAnyOrder(SurrogateKeys.EVERYTHING, REGION, LOADER, entry(1));
    assertThat(header(response, "Vary")).isEqualTo("none");
  }

  @Test
  void settings_areHeardOf() throws Exception {
    EdgeNode node =
        start(
            node(
                EdgeNode.settings()
                    .withKeyHeader("Surrogate-Key")
                    .withBrowserTime(Duration.ofSeconds(5))
                    .withStaleWhileRevalidate(Duration.ofSeconds(30))
                    .withStaleIfError(Duration.ofHours(1))));

    HttpResponse<String> response = node.get("/name?id=1");

    assertThat(header(response, "Cache-Control"))
        .isEqualTo(
            "public, max-age=5, s-maxage=600, stale-while-revalidate=30, stale-if-error=3600");
    assertThat(header(response, "Surrogate-Key")).contains(entry(1));
    assertThat(header(response, "xkey")).isEqualTo("none");
  }

  @Test
  void absentEntry_shortensTheTime_andIsNamed() throws Exception {
    HttpResponse<String> response = started().get("/name?id=99");

    assertThat(response.body()).isEqualTo("nobody");
    assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=0, s-maxage=30");
    assertThat(header(response, "xkey")).contains(entry(99));
  }

  @Test
  void knownTag_nothingChanged_isAnsweredWithoutTheApplication_inOneTrip() throws Exception {
    EdgeNode node = started();
    HttpResponse<String> first = node.get("/name?id=1");
    tier.resetCounts();

    HttpResponse<String> second = node.get("/name?id=1", "If-None-Match", tag(first));

    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(tag(second)).isEqualTo(tag(first));
    assertThat(header(second, "Cache-Control")).isEqualTo(header(first, "Cache-Control"));
    assertThat(header(second, "xkey")).isEqualTo(header(first, "xkey"));
    assertThat(node.calls).hasValue(1);
    assertThat(tier.multiGets()).isEqualTo(1);
    assertThat(node.names.batches()).containsExactly(Set.of(1L));
    assertThat(node.edge.stats()).isEqualTo(new EdgeStats(1, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void knownTag_ofAHead_isTheSame() throws Exception {
    EdgeNode node = started();
    HttpResponse<String> head = node.send("HEAD", "/name?id=1");

    assertThat(head.body()).isEmpty();
    assertThat(tag(head)).isEqualTo(tag(node.get("/name?id=1")));
    assertThat(node.send("HEAD", "/name?id=1", "If-None-Match", tag(head)).statusCode())
        .isEqualTo(304);
    assertThat(node.calls).hasValue(2);
  }

  @Test
  void knownTag_changedByAnotherNode_isRenderedAnew() throws Exception {
    EdgeNode node = started();
    String before = tag(node.get("/name?id=1"));

    changeName(node(), 1, "augusta");
    HttpResponse<String> after = node.get("/name?id=1", "If-None-Match", before);

    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.body()).isEqualTo("augusta");
    assertThat(tag(after)).isNotEqualTo(before);
    assertThat(node.calls).hasValue(2);
  }

  @Test
  void knownTag_ofAnotherNode_isRenderedOnce_andNotSent() throws Exception {
    String known = tag(started().get("/name?id=1"));
    EdgeNode other = started();

    HttpResponse<String> first = other.get("/name?id=1", "If-None-Match", known);
    HttpResponse<String> second = other.get("/name?id=1", "If-None-Match", known);

    assertThat(first.statusCode()).isEqualTo(304);
    assertThat(first.body()).isEmpty();
    assertThat(tag(first)).isEqualTo(known);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(other.calls).hasValue(1);
    assertThat(other.edge.stats()).isEqualTo(new EdgeStats(0, 1, 1, 0, 0, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"", "W/", "abc", "\"unknown\"", "W/\"a\", \"b\" \"c\"", ",,,", "W/\"\"", "**"})
  void otherTag_isRendered(String tags) throws Exception {
    EdgeNode node = started();
    node.get("/name?id=1");

    assertThat(node.get("/name?id=1", "If-None-Match", tags).statusCode()).isEqualTo(200);
    assertThat(node.calls).hasValue(2);
  }

  @Test
  void tagAmongOthers_strongOrWeak_isFound() throws Exception {
    EdgeNode node = started();
    String known = tag(node.get("/name?id=1"));

    String among = "\"a,b\", " + known + ", W/\"c\"";
    assertThat(node.get("/name?id=1", "If-None-Match", among).statusCode()).isEqualTo(304);
    String strong = known.substring(2);
    assertThat(node.get("/name?id=1", "If-None-Match", strong).statusCode()).isEqualTo(304);
    assertThat(node.calls).hasValue(1);
  }

  @Test
  void hugeListOfTags_isLeftOut() throws Exception {
    EdgeNode node = started();
    String known = tag(node.get("/name?id=1"));

    String huge = known + ", \"" + "x".repeat(3_000) + "\"";
    assertThat(node.get("/name?id=1", "If-None-Match", huge).statusCode()).isEqualTo(200);
  }

  @Test
  void anyTag_isRenderedAndNotSent() throws Exception {
    EdgeNode node = started();

    assertThat(node.get("/name?id=1", "If-None-Match", "*").statusCode()).isEqualTo(304);
    assertThat(node.calls).hasValue(1);
  }

  @Test
  void tagOfAnotherPage_isRendered() throws Exception {
    EdgeNode node = node().shared("/other", EdgeNode::name);
    String known = tag(start(node).get("/name?id=1"));

    assertThat(node.get("/other?id=1", "If-None-Match", known).statusCode()).isEqualTo(200);
  }

  @Test
  void vary_separatesTagsAndIsSent() throws Exception {
    EdgeNode node =
        start(
            node()
                .page(
                    "/greeting",
                    (request, response) -> {
                      SharedResponse.of(request).vary("Accept-Language");
                      EdgeNode.name(request, response);
                    }));
    HttpResponse<String> german = node.get("/greeting?id=1", "Accept-Language", "de");
    HttpResponse<String> french = node.get("/greeting?id=1", "Accept-Language", "fr");

    assertThat(header(german, "Vary")).isEqualTo("accept-language");
    assertThat(tag(german)).isNotEqualTo(tag(french));
    assertThat(
            node.get("/greeting?id=1", "Accept-Language", "fr", "If-None-Match", tag(german))
                .statusCode())
        .isEqualTo(200);
    assertThat(
            node.get("/greeting?id=1", "Accept-Language", "de", "If-None-Match", tag(german))
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void version_isPartOfTheTag() throws Exception {
    AtomicReference<String> version = new AtomicReference<>("1");
    EdgeNode node =
        start(
            node()
                .page(
                    "/versioned",
                    (request, response) -> {
                      SharedResponse.of(request).version(version.get());
                      EdgeNode.name(request, response);
                    }));
    String before = tag(node.get("/versioned?id=1"));

    version.set("2");

    assertThat(tag(node.get("/versioned?id=1"))).isNotEqualTo(before);
  }

  @Test
  void invalidation_isPurgedOnce_byTheNodeThatCausedIt() throws Exception {
    EdgeNode node = started();
    started();
    node.get("/name?id=1");

    changeName(node, 1, "augusta");
    node.edge.close();

    assertThat(purged).containsExactly(Set.of(entry(1), SurrogateKeys.ofMany("twofold:Names")));
  }

  @Test
  void changedWhileItWasMade_isNotShared() throws Exception {
    EdgeNode node = node();
    EdgeNode other = node();
    node.shared(
        "/slow",
        (request, response) -> {
          String name = TwofoldRequest.scope(request).require(Names.class, 1L);
          changeName(other, 1, "augusta");
          response.getWriter().print(name);
        });

    assertNotShared(start(node).get("/slow"), "ada");
    assertThat(node.edge.stats().refused()).isEqualTo(1);
  }

  @Test
  void notDeclared_passesAsItIs() throws Exception {
    EdgeNode node = start(node().page("/own", EdgeNode::name));

    assertNotShared(node.get("/own?id=1"), "ada");
    assertThat(node.edge.stats()).isEqualTo(new EdgeStats(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void switchedOff_passesAsItIs() throws Exception {
    EdgeNode node = start(node(EdgeSettings.DEFAULT.withUse(EdgeUse.OFF)));

    assertNotShared(node.get("/name?id=1"), "ada");
    changeName(node, 1, "augusta");
    node.edge.close();
    assertThat(purged).isEmpty();
  }

  @Test
  void post_isNotShared() throws Exception {
    assertNotShared(started().send("POST", "/name?id=1"), "ada");
  }

  @Test
  void login_isNotShared_unlessTheApplicationSaysSo() throws Exception {
    EdgeNode node =
        start(
            node()
                .page(
                    "/public",
                    (request, response) -> {
                      SharedResponse.of(request).authorized();
                      EdgeNode.name(request, response);
                    }));

    assertNotShared(node.get("/name?id=1", "Authorization", "Bearer x"), "ada");
    String known = tag(node.get("/name?id=1"));
    assertThat(
            node.get("/name?id=1", "Authorization", "Bearer x", "If-None-Match", known)
                .statusCode())
        .isEqualTo(200);
    String ofAll = tag(node.get("/public?id=1", "Authorization", "Bearer x"));
    assertThat(
            node.get("/public?id=1", "Authorization", "Bearer y", "If-None-Match", ofAll)
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void whatNoCacheMayKeep_isNotShared() throws Exception {
    EdgeNode node =
        node()
            .shared(
                "/missing",
                (request, response) -> {
                  response.setStatus(404);
                  EdgeNode.name(request, response);
                })
            .shared(
                "/cookie",
                (request, response) -> {
                  response.addHeader("Set-Cookie", "a=b");
                  EdgeNode.name(request, response);
                })
            .shared(
                "/private",
                (request, response) -> {
                  response.setHeader("Cache-Control", "private");
                  EdgeNode.name(request, response);
                })
            .shared(
                "/draft",
                (request, response) ->
                    response
                        .getWriter()
                        .print(TwofoldRequest.scope(request).require(Drafts.class, 1L)))
            .shared(
                "/primed",
                (request, response) -> {
                  LoadScope scope = TwofoldRequest.scope(request);
                  scope.prime(Names.class, 1L, "mine");
                  EdgeNode.name(request, response);
                })
            .shared("/nothing", (request, response) -> response.getWriter().print("static"));
    start(node);

    assertNotShared(node.get("/missing?id=1"), "ada");
    assertNotShared(node.get("/cookie?id=1"), "ada");
    assertNotShared(node.get("/private?id=1"), "ada");
    assertNotShared(node.get("/draft"), "draft");
    assertNotShared(node.get("/primed?id=1"), "mine");
    assertNotShared(node.get("/nothing"), "static");
    assertThat(node.edge.stats()).isEqualTo(new EdgeStats(0, 0, 0, 6, 0, 0, 0));
  }

  @Test
  void bodyLongerThanTheLimit_isSentAsWritten() throws Exception {
    String longBody = "x".repeat(300_000);
    EdgeNode node =
        node(EdgeNode.settings().withBodyBytes(100_000))
            .shared(
                "/long",
                (request, response) -> {
                  EdgeNode.name(request, response);
                  response.getWriter().print(longBody);
                })
            .shared(
                "/long-stream",
                (request, response) -> {
                  TwofoldRequest.scope(request).find(Names.class, 1L);
                  response.getOutputStream().write(longBody.getBytes(StandardCharsets.UTF_8));
                  response.getOutputStream().write('.');
                });
    start(node);

    assertNotShared(node.get("/long?id=1"), "ada" + longBody);
    assertNotShared(node.get("/long-stream"), longBody + ".");
  }

  @Test
  void bodyAlmostAsLongAsTheLimit_inOnePiece_isShared() throws Exception {
    byte[] body = "x".repeat(200_000).getBytes(StandardCharsets.UTF_8);
    EdgeNode node =
        start(
            node()
                .shared(
                    "/large",
                    (request, response) -> {
                      TwofoldRequest.scope(request).find(Names.class, 1L);
                      response.getOutputStream().write(body);
                    }));

    HttpResponse<String> response = node.get("/large");

    assertThat(response.body()).hasSize(body.length);
    assertThat(node.get("/large", "If-None-Match", tag(response)).statusCode()).isEqualTo(304);
    assertThat(node.edge.stats()).isEqualTo(new EdgeStats(1, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void declaredLate_isSharedAsLongAsNothingWasSent() throws Exception {
    EdgeNode node =
        start(
            node()
                .page(
                    "/late",
                    (request, response) -> {
                      response.getWriter().print("late ");
                      SharedResponse.of(request);
                      EdgeNode.name(request, response);
                    })
                .page(
                    "/too-late",
                    (request, response) -> {
                      response.getWriter().print("late ");
                      response.flushBuffer();
                      SharedResponse.of(request);
                      EdgeNode.name(request, response);
                    }));

    assertThat(tag(node.get("/late?id=1"))).isNotBlank();
    assertNotShared(node.get("/too-late?id=1"), "late ada");
    assertThat(node.edge.stats().refused()).isEqualTo(1);
  }

  @Test
  void includedPageThatIsShared_doesNotSpeakForTheWhole() throws Exception {
    EdgeNode node =
        start(
            node()
                .page(
                    "/whole",
                    (request, response) -> {
                      response.setContentType("text/plain");
                      request.getRequestDispatcher("/name?id=1").include(request, response);
                    }));

    assertNotShared(node.get("/whole"), "ada");
    assertThat(node.edge.stats().refused()).isZero();
  }

  @Test
  void refusedInAForward_isRefusedOnce() throws Exception {
    EdgeNode node =
        start(
            node()
                .page(
                    "/target",
                    (request, response) -> {
                      response.addHeader("Set-Cookie", "a=b");
                      EdgeNode.name(request, response);
                    })
                .shared(
                    "/forward",
                    (request, response) ->
                        request.getRequestDispatcher("/target?id=1").forward(request, response)));

    assertNotShared(node.get("/forward"), "ada");
    assertThat(node.edge.stats().refused()).isEqualTo(1);
  }

  @Test
  void writtenAfterAForward_isLeftOut() throws Exception {
    EdgeNode node =
        start(
            node()
                .page("/target", EdgeNode::name)
                .shared(
                    "/forward",
                    (request, response) -> {
                      request.getRequestDispatcher("/target?id=1").forward(request, response);
                      TwofoldRequest.scope(request).find(Names.class, 2L);
                      response.getWriter().print("more");
                    }));

    HttpResponse<String> response = node.get("/forward");

    assertThat(response.body()).isEqualTo("ada");
    assertThat(header(response, "xkey")).doesNotContain(entry(2));
  }

  @Test
  void streamFlushForwardAndInclude_areShared() throws Exception {
    EdgeNode node =
        node()
            .shared(
                "/stream",
                (request, response) -> {
                  String name = TwofoldRequest.scope(request).require(Names.class, 1L);
                  byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                  response.setContentLength(bytes.length);
                  response.getOutputStream().write(bytes);
                  response.flushBuffer();
                })
            .page("/included", EdgeNode::name)
            .shared(
                "/forward",
                (request, response) ->
                    request.getRequestDispatcher("/included?id=1").forward(request, response))
            .shared(
                "/include",
                (request, response) -> {
                  response.setContentType("text/plain;charset=UTF-8");
                  response.getWriter().print("é ");
                  request.getRequestDispatcher("/included?id=1").include(request, response);
                  response.getWriter().flush();
                });
    start(node);

    for (String path : List.of("/stream", "/forward", "/include")) {
      HttpResponse<String> first = node.get(path);
      assertThat(first.body()).isEqualTo(path.equals("/include") ? "é ada" : "ada");
      assertThat(node.get(path, "If-None-Match", tag(first)).statusCode()).isEqualTo(304);
    }
  }

  @Test
  void forwardedPage_knownTag_isAnsweredWithoutTheApplication() throws Exception {
    EdgeNode node =
        start(
            node()
                .page("/target", EdgeNode::name)
                .shared(
                    "/forward",
                    (request, response) ->
                        request.getRequestDispatcher("/target").forward(request, response)));
    HttpResponse<String> first = node.get("/forward?id=1");
    int calls = node.calls.get();

    HttpResponse<String> again = node.get("/forward?id=1", "If-None-Match", tag(first));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(node.calls).hasValue(calls);
  }

  /** Its name was not told, but it is in the response: the page depends on it. */
  @Test
  void varyOfTheApplicationsOwn_separatesTags() throws Exception {
    EdgeNode node =
        start(
            node()
                .shared(
                    "/themed",
                    (request, response) -> {
                      response.addHeader("Vary", "X-Theme, Accept-Language");
                      response.getWriter().print(request.getHeader("X-Theme"));
                      TwofoldRequest.scope(request).find(Names.class, 1L);
                    }));

    String dark = tag(node.get("/themed", "X-Theme", "dark"));
    HttpResponse<String> light = node.get("/themed", "X-Theme", "light", "If-None-Match", dark);

    assertThat(light.body()).isEqualTo("light");
    assertThat(tag(light)).isNotEqualTo(dark);
    assertThat(node.get("/themed", "X-Theme", "light", "If-None-Match", tag(light)).statusCode())
        .isEqualTo(304);
  }

  @Test
  void varyOfEverything_isNotShared() throws Exception {
    EdgeNode node =
        start(
            node()
                .shared(
                    "/whole",
                    (request, response) -> {
                      response.setHeader("Vary", "*");
                      TwofoldRequest.scope(request).find(Names.class, 1L);
                      response.getWriter().print("ada");
                    }));

    assertNotShared(node.get("/whole"), "ada");
  }

  /** A cache would keep the cookie with the response that it has. */
  @Test
  void cookieOfAFilterInFront_isNotSentWithNotModified() throws Exception {
    EdgeNode node = started();
    String tag = tag(node.get("/name?id=1"));
    node.inFront((request, response) -> response.addHeader("Set-Cookie", "a=b"));

    HttpResponse<String> response = node.get("/name?id=1", "If-None-Match", tag);

    assertThat(response.statusCode()).isEqualTo(200);
    assertNotShared(response, "ada");
  }

  @Test
  void readInFrontOfTheFilter_andChangedBeforeIt_isNotShared() throws Exception {
    EdgeNode node = started();
    node.inFront((request, response) -> TwofoldRequest.scope(request).find(Names.class, 1L));
    // Nothing tells it apart from a change before the tiers have what was loaded.
    await().until(() -> node.get("/name?id=1").headers().firstValue("ETag").isPresent());

    node.inFront(
        (request, response) -> {
          TwofoldRequest.scope(request).find(Names.class, 1L);
          Thread other = new Thread(() -> changeName(node, 1, "eve"));
          other.start();
          other.join();
        });

    assertNotShared(node.get("/name?id=1"), "ada");
  }

  @Test
  void resetBody_isNotSent() throws Exception {
    EdgeNode node =
        start(
            node()
                .shared(
                    "/reset",
                    (request, response) -> {
                      response.getWriter().print("draft of ");
                      response.resetBuffer();
                      EdgeNode.name(request, response);
                    }));

    assertThat(node.get("/reset?id=1").body()).isEqualTo("ada");
  }

  @Test
  void errorRedirectAndException_areNotShared_andNothingOfTheBodyIsSent() throws Exception {
    EdgeNode node =
        node()
            .page("/error", (request, response) -> response.getWriter().print("error page"))
            .shared(
                "/gone",
                (request, response) -> {
                  EdgeNode.name(request, response);
                  response.sendError(410);
                })
            .shared(
                "/moved",
                (request, response) -> {
                  EdgeNode.name(request, response);
                  response.sendRedirect("/name?id=1");
                })
            .shared(
                "/broken",
                (request, response) -> {
                  EdgeNode.name(request, response);
                  throw new IllegalStateException("broken");
                });
    start(node);

    HttpResponse<String> gone = node.get("/gone?id=1");
    assertThat(gone.statusCode()).isEqualTo(410);
    assertNotShared(gone, "error page");
    HttpResponse<String> moved = node.get("/moved?id=1");
    assertThat(moved.statusCode()).isEqualTo(302);
    assertNotShared(moved, "");
    HttpResponse<String> broken = node.get("/broken?id=1");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertNotShared(broken, "error page");
  }

  @Test
  void asynchronousResponse_isNotShared_andComplete() throws Exception {
    EdgeNode node =
        start(
            node()
                .shared(
                    "/async",
                    (request, response) -> {
                      EdgeNode.name(request, response);
                      var asynchronous = request.startAsync(request, response);
                      asynchronous.start(
                          () -> {
                            try {
                              asynchronous.getResponse().getWriter().print(" later");
                            } catch (java.io.IOException e) {
                              throw new java.io.UncheckedIOException(e);
                            }
                            asynchronous.complete();
                          });
                    }));

    assertNotShared(node.get("/async?id=1"), "ada later");
  }

  @Test
  void manyTags_ofManyUrls_areBounded() throws Exception {
    EdgeNode node = start(node(EdgeNode.settings().withTableEntries(20)));
    for (int i = 0; i < 50; i++) {
      node.get("/name?id=1&page=" + i);
    }

    assertThat(node.edge.pages().size()).isEqualTo(10);
  }

  /** What an application says that has the filter and nothing else. */
  private String failure(Consumer<ServletContext> preparation) throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    WebApplication application =
        new WebApplication()
            .with(preparation)
            .filter(
                (request, response, chain) -> {
                  try {
                    chain.doFilter(request, response);
                  } catch (RuntimeException e) {
                    failure.set(e);
                  }
                })
            .filter(new EdgeFilter())
            .servlet("/page", (request, response) -> {});
    WebServer server = container().start(application);
    try {
      server.get("/page");
    } finally {
      server.stop();
    }
    return failure.get().getMessage();
  }

  @Test
  void withoutAnEdgeInTheContext_saysWhatToDo() throws Exception {
    assertThat(failure(context -> {}))
        .isEqualTo(
            "no edge for dev.twofold.servlet.edge.EdgeFilter: servlet context attribute"
                + " 'dev.twofold.servlet.edge.Edge' is not set; put it there at start, or give it"
                + " to the constructor of the filter");
  }

  @Test
  void withoutAScope_saysWhatToDo() throws Exception {
    Edge edge = Edge.of(EdgeNode.settings(), purged::add);
    assertThat(failure(context -> context.setAttribute(EdgeFilter.EDGE_ATTRIBUTE, edge)))
        .startsWith("no load scope is attached to /page")
        .contains("map TwofoldFilter");
    edge.close();
  }
}
