package dev.twofold.model;

import dev.twofold.relation.Lazy;

/** A handle that a program holds. */
final class Handle {

  private final Cell cell;
  private final Lazy<?> lazy;
  private boolean counted;

  Handle(Cell cell, Lazy<?> lazy) {
    this.cell = cell;
    this.lazy = lazy;
  }

  Cell cell() {
    return cell;
  }

  Lazy<?> lazy() {
    return lazy;
  }

  /** A wave has run since the handle was made, so what it asks is counted as answered. */
  void counted() {
    counted = true;
  }

  boolean isWaitingFor(String loader) {
    return !counted && cell.target().loader().equals(loader);
  }
}
