package dev.twofold.demo.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells browsers what pages of this application never do. */
final class SecurityFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    // Not "no-referrer", with which browsers do not tell either where a form comes from.
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Vary", "Accept");
    chain.doFilter(request, response);
  }
}
