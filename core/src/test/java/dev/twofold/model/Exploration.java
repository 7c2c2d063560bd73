package dev.twofold.model;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How far generated cases go. A build tries the same ones each time, so that one commit has one
 * result. With {@code explore.tries} set, each property tries that many others, from a random seed
 * that the report of a failure names, or from {@code explore.seed}.
 */
public final class Exploration implements AroundPropertyHook {

  private static final String SEED_OF_BUILDS = "1";

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyAttributes attributes = context.attributes();
    attributes.setAfterFailure(AfterFailureMode.RANDOM_SEED);
    Integer tries = Integer.getInteger("explore.tries");
    if (tries == null) {
      attributes.setSeed(SEED_OF_BUILDS);
    } else {
      attributes.setTries(tries);
      attributes.setSeed(System.getProperty("explore.seed", ""));
    }
    return property.execute();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
