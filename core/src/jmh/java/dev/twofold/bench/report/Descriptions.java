package dev.twofold.bench.report;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;

/** What classes of benchmarks say of themselves, as {@link Run#about()} wants it. */
public final class Descriptions {

  private static final String ROOT = "dev.twofold.bench.";

  private final Map<String, String> about = new TreeMap<>();

  private Descriptions() {}

  /** Of the classes of all groups of these measurements, which are on the class path. */
  public static Map<String, String> of(Iterable<Measurement> measurements) {
    Descriptions descriptions = new Descriptions();
    measurements.forEach(measurement -> descriptions.describe(measurement.group()));
    return descriptions.about;
  }

  private void describe(String group) {
    Class<?> subject;
    try {
      subject = Class.forName(ROOT + group);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Results of a class of benchmarks that is gone: " + group, e);
    }
    describe(group, subject.getAnnotation(About.class));
    for (Method method : subject.getMethods()) {
      describe(group + "." + method.getName(), method.getAnnotation(About.class));
    }
    for (Field field : subject.getFields()) {
      if (field.isAnnotationPresent(Param.class)) {
        for (Field value : field.getType().getFields()) {
          describe(field.getName() + "=" + value.getName(), value.getAnnotation(About.class));
        }
      }
    }
  }

  private void describe(String name, @Nullable About words) {
    if (words != null) {
      about.put(name, words.value());
    }
  }
}
