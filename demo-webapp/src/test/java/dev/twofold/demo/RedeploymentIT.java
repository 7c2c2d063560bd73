package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.testing.RedisServer;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The WAR deployed again and again in one container that goes on. */
class RedeploymentIT {

  private static final int ROUNDS = 10;

  /** At the same time, since most of a start is work for one processor. */
  private static final int APPLICATIONS = 2;

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final QueuedThreadPool threads = new QueuedThreadPool();
  private final Server server = new Server(threads);
  private final ServerConnector connector = new ServerConnector(server);
  private final ContextHandlerCollection applications = new ContextHandlerCollection();
  private final RedisServer redis = RedisServer.onFreePort();

  @BeforeEach
  void startContainer() throws Exception {
    server.addConnector(connector);
    server.setHandler(applications);
    server.start();
    redis.start();
  }

  @AfterEach
  void stopContainer() throws Exception {
    try (redis) {
      server.stop();
    }
  }

  @Test
  void war_undeployed20Times_noClassLoaderAndNoThreadIsLeft() throws Exception {
    Path war = PackagedWar.unpacked();
    DemoClient client = new DemoClient(connector.getLocalPort());
    assertThat(client.get("/").statusCode()).isEqualTo(404);
    Set<Thread> before = threads();

    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      loaders.addAll(deployedAndGone(war, client));
    }
    // Java itself keeps the class loader of the last one, in what it has prepared for records.
    deployedAndGone(war, client);

    await()
        .atMost(LONGEST)
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loaders).allMatch(loader -> loader.get() == null);
            });
    // One of Netty ends when it has had nothing to do for a second.
    await()
        .pollInSameThread()
        .atMost(LONGEST)
        .untilAsserted(() -> assertThat(before).containsAll(threads()));
  }

  /** All but workers of the container, the client and Java, who have as many as they need. */
  private Set<Thread> threads() {
    Set<Thread> all = new HashSet<>(Thread.getAllStackTraces().keySet());
    List<String> workers =
        List.of(threads.getName(), "HttpClient-", "ForkJoinPool.commonPool-", "Java2D Disposer");
    all.removeIf(thread -> workers.stream().anyMatch(thread.getName()::startsWith));
    return all;
  }

  /** The class loaders of applications that have answered pages and are stopped. */
  private List<WeakReference<ClassLoader>> deployedAndGone(Path war, DemoClient client)
      throws Exception {
    List<WebAppContext> contexts =
        IntStream.range(0, APPLICATIONS).mapToObj(i -> context(war, "/demo" + i)).toList();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    try {
      for (WebAppContext context : contexts) {
        applications.addHandler(context);
        context.start();
        loaders.add(new WeakReference<>(context.getClassLoader()));
      }
      for (WebAppContext context : contexts) {
        String front = context.getContextPath() + "/";
        await().atMost(LONGEST).until(() -> client.get(front + "health").statusCode() == 200);
        assertThat(client.get(front).statusCode()).isEqualTo(200);
        assertThat(client.getJson(front).statusCode()).isEqualTo(200);
        assertThat(client.get(front + "pictures?tone=grey").statusCode()).isEqualTo(200);
      }
    } finally {
      for (WebAppContext context : contexts) {
        context.stop();
        applications.removeHandler(context);
        context.destroy();
      }
      // The container keeps with each connection what has answered there last.
      connector.getConnectedEndPoints().forEach(EndPoint::close);
    }
    return loaders;
  }

  private WebAppContext context(Path war, String path) {
    WebAppContext context = new WebAppContext();
    context.setWar(war.toString());
    context.setContextPath(path);
    context.addConfiguration(new AnnotationConfiguration());
    // Only these have listeners to find; looking for them in all libraries takes seconds.
    context.setAttribute(MetaInfConfiguration.WEBINF_JAR_PATTERN, ".*/twofold-[^/]*\\.jar$");
    context.setInitParameter("TWOFOLD_DEMO_SCALE", "0.01");
    context.setInitParameter("TWOFOLD_DEMO_REDIS", redis.address());
    return context;
  }
}
