package dev.twofold.servlet.config;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.settings.TwofoldSettings;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an application, read from text: defaults, overridden by {@code
 * twofold.yaml}, overridden by environment variables, overridden by init-params. Immutable.
 */
public final class TwofoldConfiguration {

  private final TwofoldSettings settings;
  private final @Nullable RedisSettings redis;
  private final EdgeSettings edge;

  TwofoldConfiguration(TwofoldSettings settings, @Nullable RedisSettings redis, EdgeSettings edge) {
    this.settings = settings;
    this.redis = redis;
    this.edge = edge;
  }

  /**
   * Reads {@code twofold.yaml} from the class path, if it is there, or the file that the
   * environment variable {@code TWOFOLD_CONFIGURATION} names; then the environment of the process.
   *
   * @throws ConfigurationException naming every mistake and its place
   */
  public static TwofoldConfiguration load() {
    return builder().environment(System.getenv()).load();
  }

  /**
   * Reads what {@link #load()} reads, from the class path of a web application, and then the
   * init-params of its servlet context. The init-param {@code twofold.configuration} names the
   * file, and wins over the environment variable.
   *
   * @throws ConfigurationException naming every mistake and its place
   */
  public static TwofoldConfiguration load(ServletContext context) {
    Builder builder = builder().environment(System.getenv()).initParameters(context);
    ClassLoader ofApplication = context.getClassLoader();
    // An embedded container may have none for its applications.
    return (ofApplication == null ? builder : builder.classLoader(ofApplication)).load();
  }

  /** A builder that reads {@code twofold.yaml} from the class path and nothing else. */
  public static Builder builder() {
    return new Builder();
  }

  /** The settings of the engine. */
  public TwofoldSettings settings() {
    return settings;
  }

  /** Where Redis is, or empty if the configuration does not say. */
  public Optional<RedisSettings> redis() {
    return Optional.ofNullable(redis);
  }

  /** How shared responses are kept in front of the application. */
  public EdgeSettings edge() {
    return edge;
  }

  /** The settings; no password. */
  @Override
  public String toString() {
    return "TwofoldConfiguration[settings=%s, redis=%s, edge=%s]".formatted(settings, redis, edge);
  }

  /** Collects the sources of a configuration; lives for one statement. Not thread-safe. */
  public static final class Builder {

    private static final String DEFAULT_RESOURCE = "twofold.yaml";

    private ClassLoader classLoader = defaultClassLoader();
    private @Nullable String file;
    private Map<String, String> environment = Map.of();
    private final Map<String, String> initParameters = new LinkedHashMap<>();

    private Builder() {}

    private static ClassLoader defaultClassLoader() {
      ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
      return ofThread == null ? TwofoldConfiguration.class.getClassLoader() : ofThread;
    }

    /** Sets where the class path is searched. Default: the context class loader of the thread. */
    public Builder classLoader(ClassLoader loader) {
      classLoader = requireNonNull(loader, "loader");
      return this;
    }

    /**
     * Names the file, which then must be there.
     *
     * @param location a path, a URL, or {@code classpath:} and the name of a resource
     */
    public Builder file(String location) {
      file = requireNonNull(location, "location");
      return this;
    }

    /** Sets the environment variables to read. Default: none. */
    public Builder environment(Map<String, String> variables) {
      environment = Map.copyOf(variables);
      return this;
    }

    /** Adds the init-params of a servlet context. */
    public Builder initParameters(ServletContext context) {
      return add(context.getInitParameterNames(), context::getInitParameter);
    }

    /** Adds the init-params of a filter; they win over those that were added before. */
    public Builder initParameters(FilterConfig filter) {
      return add(filter.getInitParameterNames(), filter::getInitParameter);
    }

    private Builder add(Enumeration<String> names, UnaryOperator<@Nullable String> value) {
      for (String name : Collections.list(names)) {
        initParameters.put(name, requireNonNull(value.apply(name)));
      }
      return this;
    }

    /**
     * Reads the sources.
     *
     * @throws ConfigurationException naming every mistake and its place
     */
    public TwofoldConfiguration load() {
      Mistakes mistakes = new Mistakes();
      SettingsReader reader = new SettingsReader(mistakes);
      findFile()
          .ifPresent(found -> reader.read(YamlReader.read(found.name(), found.text(), mistakes)));
      reader.read(new EnvironmentReader(reader.regionNames(), mistakes).read(environment));
      reader.read(InitParameterReader.read(initParameters));
      return reader.finish();
    }

    private Optional<ConfigurationFile> findFile() {
      String named = file;
      if (named == null) {
        named = initParameters.get(InitParameterReader.FILE_PARAMETER);
      }
      if (named == null) {
        named = environment.get(EnvironmentReader.FILE_VARIABLE);
      }
      return named == null || named.isBlank()
          ? ConfigurationFile.onClassPath(classLoader, DEFAULT_RESOURCE)
          : Optional.of(ConfigurationFile.at(named, classLoader));
    }
  }
}
