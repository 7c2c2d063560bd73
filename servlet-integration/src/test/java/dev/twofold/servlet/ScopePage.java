package dev.twofold.servlet;

import dev.twofold.LoadScope;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says whether the thread has the scope of the request. */
public final class ScopePage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean same = TwofoldRequest.scope(request) == LoadScope.current();
    response.getWriter().print(same ? "in scope" : "in another scope");
  }
}
