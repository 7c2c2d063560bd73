package dev.twofold.bench.report;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a report says of a class of benchmarks, of one benchmark, or of a constant that is a
 * parameter: what it does, what it returns.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface About {
  /** A sentence or less. */
  String value();
}
