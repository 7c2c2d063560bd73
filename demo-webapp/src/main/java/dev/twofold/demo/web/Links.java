package dev.twofold.demo.web;

import dev.twofold.demo.image.Look;
import dev.twofold.demo.node.Neighbour;
import dev.twofold.demo.node.Node;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of pages and files. Those of pages keep the mode of the page that they stand on. For
 * templates.
 *
 * @param base the path of the application, empty for the root
 * @param self the path of the page, with that of the application
 * @param mode of the page
 * @param style of the page
 * @param nodes this page from each node; none: there is one node only
 * @param local whether the page is for a browser on this machine
 */
public record Links(
    String base, String self, Mode mode, Style style, List<Way> nodes, boolean local) {

  /**
   * This page, loaded in a certain way or by a certain node.
   *
   * @param current whether it is loaded so
   */
  public record Way(String name, String address, boolean current) {}

  static Links of(HttpServletRequest request, Mode mode, Style style, Node node) {
    return new Links(
        request.getContextPath(),
        request.getRequestURI(),
        mode,
        style,
        nodes(request, node),
        LocalOnly.isLocal(request));
  }

  static Links of(HttpServletRequest request, Node node) {
    return of(request, Mode.TWOFOLD, Style.RELATIONS, node);
  }

  private static List<Way> nodes(HttpServletRequest request, Node node) {
    return node.neighbour().stream()
        .flatMap(
            other ->
                Stream.of(
                    new Way("Node " + node.name(), request.getRequestURI(), true),
                    new Way("Node " + other.name(), elsewhere(request, other), false)))
        .sorted(Comparator.comparing(Way::name))
        .toList();
  }

  /** The nodes of a process differ in their ports only. */
  private static String elsewhere(HttpServletRequest request, Neighbour other) {
    @Nullable String query = request.getQueryString();
    return "%s://%s:%d%s%s"
        .formatted(
            request.getScheme(),
            request.getServerName(),
            other.port(),
            request.getRequestURI(),
            query == null ? "" : "?" + query);
  }

  /** Whether the page is in naive mode. */
  public boolean naive() {
    return mode == Mode.NAIVE;
  }

  /** A page. */
  public String to(String path) {
    return base + path + (naive() ? "?mode=naive" : "");
  }

  /** The page with the switches, which tells what was done with a tag. */
  String faults(String done, String tag) {
    return to("/faults") + (naive() ? "&" : "?") + done + "=" + tag;
  }

  /** The page with all pictures. */
  public String pictures() {
    return base + "/pictures";
  }

  /** The same with thumbnails that look like this. */
  public String pictures(Look look) {
    return base + "/pictures?" + query(look);
  }

  /** The page of a picture. */
  public String picture(long id, Look look) {
    return base + "/pictures/" + id + "?" + query(look);
  }

  /** The file of a picture. */
  public String original(long id) {
    return base + "/pictures/" + id + "/original";
  }

  /** A thumbnail. */
  public String thumbnail(long id, Look look) {
    return base + "/pictures/" + id + "/thumbnail?" + query(look);
  }

  private static String query(Look look) {
    return "width=%d&tone=%s&format=%s"
        .formatted(look.width(), look.tone().text(), look.format().text());
  }

  /** The page of a user. */
  public String user(String name) {
    return to("/users/" + encoded(name));
  }

  /** The form that changes a user. */
  public String edit(String name) {
    return to("/users/" + encoded(name) + "/edit");
  }

  /** The page of a user, which tells what an edit has set off. */
  String edited(String name, String edit) {
    return user(name) + (naive() ? "&" : "?") + "edit=" + edit;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Another part of the list that this page shows. */
  public String page(long number) {
    return self + "?page=" + number + and(naive(), "mode=naive") + and(isStyled(), styled(style));
  }

  /** The part of the list of this page that follows a story. */
  public String after(long story) {
    return self + "?after=" + story + and(naive(), "mode=naive");
  }

  /** The first part of the list of this page. */
  public String first() {
    return self + (naive() ? "?mode=naive" : "");
  }

  private boolean isStyled() {
    return style != Style.RELATIONS;
  }

  private static String and(boolean wanted, String parameter) {
    return wanted ? "&" + parameter : "";
  }

  private static String styled(Style style) {
    return "style=" + style.text();
  }

  /** This page in each mode. */
  public List<Way> modes() {
    return List.of(new Way("Twofold", self, !naive()), naiveWay());
  }

  /** This page in each style, and in naive mode. */
  public List<Way> styles() {
    Stream<Way> styles =
        Stream.of(Style.values())
            .map(
                each ->
                    new Way(each.title(), self + "?" + styled(each), each == style && !naive()));
    return Stream.concat(styles, Stream.of(naiveWay())).toList();
  }

  private Way naiveWay() {
    return new Way("Naive", self + "?mode=naive", naive());
  }

  /** A file or picture, which has no mode. */
  public String file(String path) {
    return base + "/" + path;
  }
}
