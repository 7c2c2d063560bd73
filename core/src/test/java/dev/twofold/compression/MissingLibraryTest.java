package dev.twofold.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.region.CompressionCodec;
import dev.twofold.region.CompressionPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** An application that has not brought the library. */
class MissingLibraryTest {

  /** Has classes of the engine of its own, and none of the library. */
  private static final class WithoutLibrary extends ClassLoader {

    WithoutLibrary() {
      super(PayloadFormat.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.airlift.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.twofold.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] all = bytes.readAllBytes();
        return defineClass(name, all, 0, all.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final ClassLoader loader = new WithoutLibrary();

  private Object format(String codec) throws ReflectiveOperationException {
    Class<?> policies = loader.loadClass(CompressionPolicy.class.getName());
    Class<?> codecs = loader.loadClass(CompressionCodec.class.getName());
    Object policy =
        policies
            .getConstructor(codecs, int.class)
            .newInstance(codecs.getMethod("valueOf", String.class).invoke(null, codec), 64);
    return loader
        .loadClass(PayloadFormat.class.getName())
        .getMethod("of", String.class, policies, int.class)
        .invoke(null, "pages", policy, 1_000);
  }

  @Test
  void codecThatNeedsIt_isRefusedAtStart() {
    assertThatThrownBy(() -> format("LZ4"))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .hasMessage(
            "region 'pages' has compression.codec LZ4, which needs the library"
                + " io.airlift:aircompressor, and it is not on the class path; add it, or leave the"
                + " codec out");
  }

  @Test
  void valueOfAnotherNode_isUndecodable() throws ReflectiveOperationException {
    byte[] packed =
        PayloadFormat.of("pages", new CompressionPolicy(CompressionCodec.LZ4, 64), 1_000)
            .pack(new byte[500], new CountingMeter());
    Class<?> meters = loader.loadClass(CompressionMeter.class.getName());
    Object format = format("NONE");
    Method unpack = format.getClass().getMethod("unpack", byte[].class, meters);

    assertThatThrownBy(() -> unpack.invoke(format, packed, null))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .hasMessage("a value in LZ4, whose library is not here");
    assertThat(unpack.invoke(format, new byte[] {1}, null)).isEqualTo(new byte[] {1});
  }
}
