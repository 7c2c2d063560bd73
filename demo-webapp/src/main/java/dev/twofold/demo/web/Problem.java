package dev.twofold.demo.web;

import static java.util.Objects.requireNonNull;

/**
 * Ends a request with an error that the client is told. Carries no stack trace: it is no surprise.
 */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final String detail;

  /**
   * @param title the same for all problems of the status
   * @param detail what was wrong, where, and what is allowed
   */
  Problem(int status, String title, String detail) {
    super(title + ": " + detail, null, false, false);
    this.status = status;
    this.title = requireNonNull(title, "title");
    this.detail = requireNonNull(detail, "detail");
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail);
  }

  static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String detail() {
    return detail;
  }
}
