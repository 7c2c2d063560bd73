package dev.twofold.servlet.config;

import dev.twofold.error.ConfigurationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that holds settings.
 *
 * @param name what it is called in messages
 * @param text what it holds
 */
record ConfigurationFile(String name, String text) {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_MILLISECONDS = 10_000;
  private static final String CLASS_PATH = "classpath:";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Two letters at least: one letter and a colon is a drive. */
  private static final Pattern URL_SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+:.*");

  /** The file of that name on the class path, or empty if there is none. */
  static Optional<ConfigurationFile> onClassPath(ClassLoader classLoader, String resource) {
    URL url = classLoader.getResource(resource);
    return url == null ? Optional.empty() : Optional.of(read(resource, url));
  }

  /**
   * A file that a person named.
   *
   * @param location a path, a URL, or {@code classpath:} and the name of a resource
   * @throws ConfigurationException if it is not there
   */
  static ConfigurationFile at(String location, ClassLoader classLoader) {
    if (location.startsWith(CLASS_PATH)) {
      String resource = location.substring(CLASS_PATH.length());
      return onClassPath(classLoader, resource)
          .orElseThrow(() -> missing(location, "not on the class path", null));
    }
    try {
      return URL_SCHEME.matcher(location).matches()
          ? read(location, URI.create(location).toURL())
          : read(location, Path.of(location).toUri().toURL());
    } catch (IllegalArgumentException | MalformedURLException notALocation) {
      throw missing(location, "neither a path nor a URL", notALocation);
    }
  }

  private static ConfigurationFile read(String name, URL url) {
    try {
      URLConnection connection = url.openConnection();
      connection.setConnectTimeout(MOST_MILLISECONDS);
      connection.setReadTimeout(MOST_MILLISECONDS);
      // A cached connection to a jar would stay open when the application is replaced.
      connection.setUseCaches(false);
      try (InputStream stream = connection.getInputStream()) {
        return new ConfigurationFile(name, decode(name, stream.readNBytes(MOST_BYTES + 1)));
      }
    } catch (CharacterCodingException notText) {
      throw new ConfigurationException(
          "configuration file '%s' is not UTF-8".formatted(name), notText);
    } catch (FileNotFoundException | NoSuchFileException absent) {
      throw missing(name, "there is no such file", absent);
    } catch (IOException unreadable) {
      throw missing(name, "it cannot be read", unreadable);
    }
  }

  private static String decode(String name, byte[] bytes) throws CharacterCodingException {
    if (bytes.length > MOST_BYTES) {
      throw new ConfigurationException(
          "configuration file '%s' is too large; allowed: %d bytes".formatted(name, MOST_BYTES));
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static ConfigurationException missing(
      String location, String reason, @Nullable Throwable cause) {
    return new ConfigurationException(
        "configuration file '%s': %s; allowed: a path, a URL, or classpath: and a resource"
            .formatted(location, reason),
        cause);
  }
}
