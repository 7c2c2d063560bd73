package dev.twofold.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.TypeVariable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoaderTypesTest {

  @Test
  void applicationClass_isItselfUnlessGenerated() {
    assertThat(LoaderTypes.applicationClass(Written.class)).isEqualTo(Written.class);
    assertThat(LoaderTypes.applicationClass(Written$$Proxy.class)).isEqualTo(Written.class);
    assertThat(LoaderTypes.applicationClass(Written$$Proxy$$Again.class)).isEqualTo(Written.class);
  }

  @Test
  void applicationClass_generatedFromAnAbstractClass_isTheGeneratedOne() {
    assertThat(LoaderTypes.applicationClass(Base$$Only.class)).isEqualTo(Base$$Only.class);
  }

  @Test
  void argument_isFoundThroughGenericSuperclasses() {
    assertThat(LoaderTypes.argument(Written.class, BatchLoader.class, 0)).isEqualTo(Long.class);
    assertThat(LoaderTypes.argument(Written.class, BatchLoader.class, 1).getTypeName())
        .isEqualTo("java.util.List<java.lang.String>");
    assertThat(LoaderTypes.argument(Written$$Proxy.class, BatchLoader.class, 0))
        .isEqualTo(Long.class);
  }

  @Test
  void argument_leftOpen_isAVariable() {
    assertThat(LoaderTypes.argument(Base.class, BatchLoader.class, 0))
        .isInstanceOf(TypeVariable.class);
  }

  @Test
  void defaults_describeAnOrdinaryLoader() {
    Loader<Long, List<String>> loader = new Written$$Proxy();

    assertThat(loader.name()).isEqualTo("Written");
    assertThat(loader.region()).isEqualTo("default");
    assertThat(loader.database()).isEqualTo("default");
    assertThat(loader.parameters()).isEmpty();
    assertThat(loader.shared()).isTrue();
    assertThat(loader.version()).isEqualTo(1);
    assertThat(loader.normalize(7L)).isEqualTo(7L);
    assertThat(loader.codec()).isNull();
    assertThat(((Written) loader).batchLimit()).isEqualTo(Integer.MAX_VALUE);
  }

  private abstract static class Base<T, K> extends BatchLoader<K, List<T>> {
    @Override
    public Map<K, List<T>> loadAll(Set<K> keys, LoadContext context) {
      return Map.of();
    }
  }

  private static class Written extends Base<String, Long> {}

  private static class Written$$Proxy extends Written {}

  private static final class Written$$Proxy$$Again extends Written$$Proxy {}

  private static final class Base$$Only extends Base<String, Long> {}
}
