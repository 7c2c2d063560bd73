package dev.twofold.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;

/** Web applications for Jetty whose classes it scans for annotations. */
public final class ScannedApplication {

  private ScannedApplication() {}

  /** An application of these classes, in an empty directory. */
  public static WebAppContext of(Path directory, Class<?>... classes) throws IOException {
    for (Class<?> type : classes) {
      copy(type, directory.resolve("WEB-INF/classes"));
    }
    WebAppContext context = new WebAppContext();
    context.setContextPath("/");
    context.setWar(directory.toUri().toString());
    context.setParentLoaderPriority(true);
    context.addConfiguration(new AnnotationConfiguration());
    return context;
  }

  private static void copy(Class<?> type, Path directory) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path target = directory.resolve(name);
    Files.createDirectories(target.getParent());
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
      Files.copy(bytes, target);
    }
  }
}
