package dev.twofold.checker.guard;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/**
 * Lets something happen around a method of a class, instead of it, or to its arguments.
 *
 * @param type the class, below {@code dev.twofold}
 * @param method the methods of this name
 * @param advice what happens
 */
record ClassPatch(String type, String method, Class<?> advice) implements Patch {

  @Override
  public void writeTo(Path directory) throws IOException {
    ClassFileLocator files =
        new ClassFileLocator.Compound(
            new ClassFileLocator.ForFolder(directory.toFile()),
            ClassFileLocator.ForClassLoader.of(ClassPatch.class.getClassLoader()));
    TypeDescription description =
        TypePool.Default.of(files).describe("dev.twofold." + type).resolve();
    if (description.getDeclaredMethods().filter(named(method)).isEmpty()) {
      throw new IllegalStateException(type + " has no method " + method);
    }
    new ByteBuddy()
        .redefine(description, files)
        .visit(Advice.to(advice).on(named(method)))
        .make()
        .saveIn(directory.toFile());
  }
}
