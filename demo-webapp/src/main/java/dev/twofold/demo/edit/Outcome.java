package dev.twofold.demo.edit;

import dev.twofold.demo.node.Told;
import java.util.Optional;

/** What became of an edit. */
public sealed interface Outcome {

  /**
   * It is committed.
   *
   * @param told what this node then told the other; empty: nothing
   */
  record Committed(Optional<Told> told) implements Outcome {}

  /** There is no user of the name that was to be edited. */
  record NoUser() implements Outcome {}

  /** Another user has the new name. */
  record NameTaken() implements Outcome {}
}
