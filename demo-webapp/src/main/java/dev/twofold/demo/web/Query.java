package dev.twofold.demo.web;

import dev.twofold.demo.image.ImageFormat;
import dev.twofold.demo.image.Look;
import dev.twofold.demo.image.Tone;
import dev.twofold.demo.view.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and checks the parameters of a request, and numbers in its path. */
final class Query {

  private static final int MOST_IDS = 1_000;

  private final HttpServletRequest request;

  Query(HttpServletRequest request) {
    this.request = request;
  }

  Mode mode() {
    return choice(
        "mode",
        List.of(Mode.values()),
        Mode::text,
        "Parameter mode is neither 'twofold' nor 'naive'.");
  }

  Style style() {
    return choice(
        "style",
        List.of(Style.values()),
        Style::text,
        "Parameter style is neither 'relations' nor 'plan' nor 'entities'.");
  }

  /** The choice that is named, or the first if none is. */
  private <T> T choice(
      String name, List<T> choices, Function<? super T, String> text, String refusal) {
    return one(name).map(wanted -> named(wanted, choices, text, refusal)).orElse(choices.get(0));
  }

  private static <T> T named(
      String wanted, List<T> choices, Function<? super T, String> text, String refusal) {
    return choices.stream()
        .filter(choice -> text.apply(choice).equals(wanted))
        .findFirst()
        .orElseThrow(() -> Problem.badRequest(refusal));
  }

  Page page() {
    String text = one("page").orElse("1");
    return new Page((int) number("Parameter page", text, Page.LAST));
  }

  /** The story that a list goes on after; null: it begins at its first one. */
  @Nullable Long after() {
    return one("after").map(text -> id("Parameter after", text)).orElse(null);
  }

  /** How thumbnails look. */
  Look look() {
    return new Look(
        choice("width", Look.WIDTHS, String::valueOf, "Parameter width is none of 120, 240, 480."),
        choice(
            "tone",
            List.of(Tone.values()),
            Tone::text,
            "Parameter tone is neither 'colour' nor 'grey'."),
        choice(
            "format",
            List.of(ImageFormat.values()),
            ImageFormat::text,
            "Parameter format is neither 'jpeg' nor 'png'."));
  }

  /** The choice that the page comes after; empty: after none. */
  Optional<String> chosen(String name, List<String> choices) {
    return one(name).filter(choices::contains);
  }

  /** The edit that the page comes after. */
  Optional<String> edit() {
    return one("edit");
  }

  /** The ids in the order asked. */
  List<Long> ids() {
    String text =
        one("ids")
            .orElseThrow(
                () -> Problem.badRequest("Parameter ids is missing; an example: ?ids=5,3,8"));
    String[] ids = text.split(",", -1);
    if (ids.length > MOST_IDS) {
      throw Problem.badRequest(
          "Parameter ids has %,d ids; allowed are %,d in one request."
              .formatted(ids.length, MOST_IDS));
    }
    return Arrays.stream(ids).map(id -> id("Parameter ids", id)).toList();
  }

  /** An id of anything. */
  static long id(String what, String text) {
    return number(what, text, Long.MAX_VALUE);
  }

  private static long number(String what, String text, long last) {
    // Stricter than the parsers, which take signs and the digits of all scripts.
    if (text.matches("[0-9]{1,19}")) {
      BigInteger number = new BigInteger(text);
      if (number.signum() > 0 && number.compareTo(BigInteger.valueOf(last)) <= 0) {
        return number.longValueExact();
      }
    }
    throw Problem.badRequest("%s: allowed are whole numbers from 1 to %d.".formatted(what, last));
  }

  /** What a field of a form holds. */
  String field(String name) {
    String[] values = values(name);
    if (values.length != 1) {
      throw Problem.badRequest("The form must have its field %s once.".formatted(name));
    }
    return values[0];
  }

  /** The choice that a field of a form names. */
  <T> T field(String name, List<T> choices, Function<? super T, String> text) {
    String allowed = choices.stream().map(text).collect(Collectors.joining(", "));
    return named(
        field(name), choices, text, "The field %s is none of %s.".formatted(name, allowed));
  }

  private Optional<String> one(String name) {
    String[] values = values(name);
    if (values.length > 1) {
      throw Problem.badRequest("Parameter %s is given %d times.".formatted(name, values.length));
    }
    return Arrays.stream(values).findFirst();
  }

  private String[] values(String name) {
    try {
      String[] values = request.getParameterValues(name);
      return values == null ? new String[0] : values;
    } catch (RuntimeException e) {
      // Each container throws another exception for what it cannot decode.
      throw Problem.badRequest("The parameters of the request cannot be read.");
    }
  }
}
