package dev.twofold.checker.guard;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes a changed copy of a class or a resource of the engine. Processes that have the directory in
 * front of their class path take the copy; nothing in the engine itself can be switched off.
 */
sealed interface Patch permits ClassPatch, ScriptPatch {

  /**
   * Writes the copy.
   *
   * @throws IllegalStateException if what it changes is not there
   */
  void writeTo(Path directory) throws IOException;
}
