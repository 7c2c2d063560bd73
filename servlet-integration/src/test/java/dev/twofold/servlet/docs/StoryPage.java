package dev.twofold.servlet.docs;

import dev.twofold.LoadScope;
import dev.twofold.servlet.TwofoldRequest;
import dev.twofold.servlet.docs.Example.Story;
import dev.twofold.servlet.docs.Example.StoryLoader;
import dev.twofold.servlet.docs.Example.UserLoader;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows a story and its author, each from one of the two ways to the scope. */
public final class StoryPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // snippet: scope
    LoadScope scope = TwofoldRequest.scope(request); // also through request wrappers
    LoadScope same = LoadScope.current(); // on the thread of the dispatch
    // end
    Story story = scope.require(StoryLoader.class, 101L);
    String author = same.require(UserLoader.class, story.authorId()).name();
    response.getWriter().print(story.title() + " by " + author);
  }
}
