package dev.twofold.servlet.edge;

import dev.twofold.servlet.config.PurgeSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Purges Varnish by its module {@code xkey}: one request {@code PURGE} to each address, with the
 * keys in the header {@code xkey-purge}, or {@code xkey-softpurge}. The configuration of Varnish
 * has to answer it; see {@code docs/edge/varnish.vcl}. Thread-safe.
 */
public final class VarnishPurger implements EdgePurger {

  private static final int OK = 200;

  private final PurgeSettings settings;
  private final HttpClient client;

  /** Purges the caches at the addresses of some settings. */
  public VarnishPurger(PurgeSettings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .build();
  }

  @Override
  public void purge(Set<String> surrogateKeys) throws IOException, InterruptedException {
    String keys = String.join(" ", surrogateKeys);
    // The time limit of a request ends with the first line of its answer, which may have a body.
    long mostMillis = settings.timeout().multipliedBy(2).toMillis();
    Map<URI, CompletableFuture<HttpResponse<Void>>> answers = new LinkedHashMap<>();
    for (URI address : settings.addresses()) {
      answers.put(
          address,
          client
              .sendAsync(request(address, keys), BodyHandlers.discarding())
              .orTimeout(mostMillis, TimeUnit.MILLISECONDS));
    }
    List<String> problems = new ArrayList<>();
    for (Map.Entry<URI, CompletableFuture<HttpResponse<Void>>> each : answers.entrySet()) {
      String problem = problem(each.getValue());
      if (!problem.isEmpty()) {
        problems.add(each.getKey() + " " + problem);
      }
    }
    if (!problems.isEmpty()) {
      throw new IOException(
          "%d of %d caches have not confirmed the purge of %d surrogate keys: %s"
              .formatted(
                  problems.size(),
                  answers.size(),
                  surrogateKeys.size(),
                  String.join(", ", problems)));
    }
  }

  private HttpRequest request(URI address, String keys) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method("PURGE", HttpRequest.BodyPublishers.noBody())
            .timeout(settings.timeout())
            .header(settings.soft() ? "xkey-softpurge" : "xkey-purge", keys);
    String token = settings.token();
    return (token == null ? request : request.header("Authorization", "Bearer " + token)).build();
  }

  /** Why it was not confirmed; empty: it was. */
  private static String problem(CompletableFuture<HttpResponse<Void>> answer)
      throws InterruptedException {
    try {
      int status = answer.get().statusCode();
      return status == OK ? "" : "answered " + status;
    } catch (ExecutionException e) {
      // Not the message of the cause, which may show what was sent.
      return "failed with " + String.valueOf(e.getCause()).split(":", 2)[0];
    }
  }
}
