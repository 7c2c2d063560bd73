package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks one node for pages, and sends it forms. Does not follow redirects. */
record DemoClient(HttpClient http, int port) {

  DemoClient(int port) {
    this(HttpClient.newHttpClient(), port);
  }

  /** Where its pages come from, as browsers say it. */
  String origin() {
    return "http://localhost:" + port;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A file. */
  HttpResponse<byte[]> bytes(String path) {
    return send(request(path), BodyHandlers.ofByteArray());
  }

  /** A page as HTML. */
  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  /** A page as JSON. */
  HttpResponse<String> getJson(String path) {
    return send(request(path).header("Accept", "application/json"));
  }

  /** What a page that there is says as JSON. */
  JsonNode json(String path) {
    HttpResponse<String> response = getJson(path);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return RunningDemo.parse(response.body());
  }

  /** A form on its way, without the headers that tell where it comes from. */
  HttpRequest.Builder form(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  /** Sends a form as the page of this node does that has it. */
  HttpResponse<String> post(String path, Map<String, String> fields) {
    return send(form(path, fields).header("Origin", origin()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
