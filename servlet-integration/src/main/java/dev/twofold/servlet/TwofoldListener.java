package dev.twofold.servlet;

import static java.util.Objects.requireNonNull;

import dev.twofold.Twofold;
import dev.twofold.servlet.config.TwofoldConfiguration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.jspecify.annotations.Nullable;

/**
 * Makes the engine of a web application when the application starts, puts it where {@link
 * TwofoldFilter} finds it, and closes it when the application stops. Subclass it, and register the
 * subclass by {@code @WebListener}, in {@code web.xml} or by {@link ServletContext#addListener}.
 *
 * <pre>{@code
 * @WebListener
 * public class ApplicationListener extends TwofoldListener {
 *   @Override
 *   protected Twofold create(TwofoldConfiguration configuration, ServletContext context) {
 *     return Twofold.builder()
 *         .settings(configuration.settings())
 *         .database(HibernateDatabase.of(sessionFactory))
 *         .register(new StoryLoader(), new UserLoader())
 *         .build();
 *   }
 * }
 * }</pre>
 *
 * <p>The container calls its methods one after the other; not for use by several threads.
 */
public abstract class TwofoldListener implements ServletContextListener {

  private final EngineName name;
  private @Nullable Twofold twofold;

  /** A listener for the engine of an application that has only one. */
  protected TwofoldListener() {
    this.name = EngineName.DEFAULT;
  }

  /** A listener for one of several engines. */
  protected TwofoldListener(String engineName) {
    this.name = EngineName.of(engineName);
  }

  /**
   * Makes the engine. An exception stops the start of the application.
   *
   * @param configuration what {@link #configure} read
   */
  protected abstract Twofold create(TwofoldConfiguration configuration, ServletContext context);

  /**
   * Reads the configuration. Default: {@link TwofoldConfiguration#load(ServletContext)}.
   *
   * @throws dev.twofold.error.ConfigurationException naming every mistake and its place
   */
  protected TwofoldConfiguration configure(ServletContext context) {
    return TwofoldConfiguration.load(context);
  }

  /**
   * @throws IllegalStateException if the application has an engine of that name
   */
  @Override
  public final void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    if (context.getAttribute(name.engineAttribute()) != null) {
      throw new IllegalStateException(
          "servlet context attribute '%s' is set; %s would replace it: name one of the engines"
              .formatted(name.engineAttribute(), getClass().getName()));
    }
    Twofold created =
        requireNonNull(
            create(configure(context), context), () -> getClass().getName() + " made no engine");
    twofold = created;
    context.setAttribute(name.engineAttribute(), created);
  }

  /** Closes the engine; does nothing if it was not made. */
  @Override
  public final void contextDestroyed(ServletContextEvent event) {
    Twofold created = twofold;
    if (created != null) {
      twofold = null;
      event.getServletContext().removeAttribute(name.engineAttribute());
      created.close();
    }
  }
}
