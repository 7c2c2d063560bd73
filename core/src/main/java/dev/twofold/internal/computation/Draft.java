package dev.twofold.internal.computation;

import dev.twofold.error.LoadException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A result as it is asked for: what it will be computed from if no tier has it. Drafts are made of
 * all results of a question first, so that what they need is read in one wave; then each is asked
 * for its key, which reads it. What is computed is computed from just what the key was made of.
 *
 * <p>Used by one thread at a time.
 */
public final class Draft<A, V> {

  private final RegisteredComputation<A, V> computation;
  private final A arguments;
  private final Asking asking;
  private final List<Drafted> inputs = new ArrayList<>();
  private @Nullable ResultKey<A> key;

  /**
   * An input.
   *
   * @param parts by their names
   */
  private record Drafted(String identity, SortedMap<String, ? extends Part> parts) {}

  Draft(RegisteredComputation<A, V> computation, A arguments, Asking asking) {
    this.computation = computation;
    this.arguments = arguments;
    this.asking = asking;
    for (RegisteredInput<A> each : computation.inputs()) {
      inputs.add(new Drafted(each.identity(), each.parts(arguments, asking)));
    }
  }

  /** The computation of the result. */
  public RegisteredComputation<A, V> computation() {
    return computation;
  }

  A arguments() {
    return arguments;
  }

  /**
   * The key of the result.
   *
   * @throws LoadException if a value that it is computed from could not be loaded
   */
  public ResultKey<A> key() {
    ResultKey<A> known = key;
    if (known == null) {
      known = new ResultKey<>(arguments, inputs.isEmpty() ? "" : digest());
      key = known;
    }
    return known;
  }

  private String digest() {
    InputDigest digest = new InputDigest();
    for (Drafted each : inputs) {
      digest.add(each.identity());
      digest.number(each.parts().size());
      each.parts()
          .forEach(
              (name, part) -> {
                digest.add(name);
                part.addTo(digest);
              });
    }
    return digest.toText();
  }

  /** Whether a value that it is computed from has expired. */
  public boolean isStale() {
    return inputs.stream()
        .flatMap(each -> each.parts().values().stream())
        .anyMatch(part -> part.isStale(asking));
  }

  /** Asks for the results of its steps, without waiting for them. */
  void askSteps() {
    inputs.forEach(each -> each.parts().values().forEach(part -> part.ask(asking)));
  }

  /**
   * What it is computed from, once its steps are asked for.
   *
   * @throws LoadException if a step has failed
   */
  Map<Part.Name, Optional<?>> given() {
    Map<Part.Name, Optional<?>> given = new HashMap<>();
    for (Drafted each : inputs) {
      each.parts().values().forEach(part -> given.put(part.name(), part.value()));
    }
    return given;
  }
}
