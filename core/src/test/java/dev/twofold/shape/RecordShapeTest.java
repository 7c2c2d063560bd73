package dev.twofold.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordShapeTest {

  record Story(long id, @Nullable String title) {
    Story {
      if (id < 0) {
        throw new IllegalArgumentException("a negative id");
      }
    }

    @Override
    public String title() {
      if (title == null) {
        throw new IllegalStateException("no title");
      }
      return title;
    }
  }

  private static final RecordShape SHAPE = RecordShape.of(ResolvedType.of(Story.class), "Story");

  @Test
  void parts_areTheComponentsInOrder() {
    assertThat(SHAPE.parts()).extracting(RecordPart::name).containsExactly("id", "title");
    assertThat(SHAPE.parts()).extracting(RecordPart::nullable).containsExactly(false, true);
    assertThat(SHAPE.parts())
        .extracting(RecordPart::type)
        .containsExactly(ResolvedType.of(long.class), ResolvedType.of(String.class));
  }

  @Test
  void valueOf_asksTheAccessor() {
    assertThat(SHAPE.parts().get(0).valueOf(new Story(7, null))).isEqualTo(7L);
    assertThatThrownBy(() -> SHAPE.parts().get(1).valueOf(new Story(7, null)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no title");
  }

  @Test
  void construct_callsTheCanonicalConstructor() throws Throwable {
    assertThat(SHAPE.construct(new Object[] {7L, "ada"})).isEqualTo(new Story(7, "ada"));
    assertThatThrownBy(() -> SHAPE.construct(new Object[] {-1L, null}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a negative id");
  }

  @Test
  void of_recordOfClosedModule_saysHowToOpenIt() {
    ResolvedType closed = ResolvedType.of(UnixDomainPrincipal.class);

    assertThatThrownBy(() -> RecordShape.of(closed, "Story.principal"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Story.principal is a record of module jdk.net, which keeps package jdk.net closed;"
                + " declare 'opens jdk.net' in its module-info, or use another type");
  }
}
