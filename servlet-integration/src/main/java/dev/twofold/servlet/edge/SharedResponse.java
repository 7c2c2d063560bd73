package dev.twofold.servlet.edge;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The application's word that the response to a request is the same for everybody who sends the
 * same path, query and headers named here. Give it before anything is written:
 *
 * <pre>{@code
 * SharedResponse.of(request).vary("Accept-Language").version("story-page-7");
 * }</pre>
 *
 * <p>{@link EdgeFilter} then says to caches how long they may keep the response and what it was
 * made of, if that is possible. Where no filter runs, or the settings have it off, nothing happens.
 * Used by the thread of its request.
 */
public final class SharedResponse {

  private static final String ATTRIBUTE = SharedResponse.class.getName();

  private final Runnable hold;
  private final Set<String> vary = new TreeSet<>();
  private String version = "";
  private boolean authorized;

  SharedResponse(Runnable hold) {
    this.hold = hold;
  }

  /**
   * Declares the response to a request to be shared. Repeated calls return the same. What is
   * included cannot speak for the whole page: there it does nothing.
   */
  public static SharedResponse of(ServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof SharedResponse shared
        && request.getDispatcherType() != DispatcherType.INCLUDE) {
      shared.hold.run();
      return shared;
    }
    return new SharedResponse(() -> {});
  }

  void attach(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  void detach(ServletRequest request) {
    request.removeAttribute(ATTRIBUTE);
  }

  /**
   * Names request headers that the response depends on; they are in its header {@code Vary} too.
   * Not what a filter in front of this one does by itself, such as compression.
   */
  public SharedResponse vary(String... headers) {
    for (String header : headers) {
      vary.add(requireNonNull(header, "header").toLowerCase(Locale.ROOT));
    }
    return this;
  }

  /**
   * Names the version of all that makes the response and is no entry, such as that of a template.
   * The same on all nodes that answer the same.
   */
  public SharedResponse version(String other) {
    version = requireNonNull(other, "version");
    return this;
  }

  /**
   * Declares that it does not depend on who is logged in: without this, the response to a request
   * with the header {@code Authorization} is not shared.
   */
  public SharedResponse authorized() {
    authorized = true;
    return this;
  }

  boolean isAuthorized() {
    return authorized;
  }

  String version() {
    return version;
  }

  List<String> vary() {
    return List.copyOf(vary);
  }
}
