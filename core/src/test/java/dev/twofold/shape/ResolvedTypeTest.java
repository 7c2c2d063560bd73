package dev.twofold.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResolvedTypeTest {

  private record Box<T>(T content) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Declared(
      Map<String, List<? extends Number>> map,
      Box<Box<Long>> box,
      List<?> any,
      Box<Long>[] array) {}

  private sealed interface Outcome<T> permits Success, Failure {}

  private record Success<S>(S value) implements Outcome<S> {}

  private sealed interface Failure<F> extends Outcome<F> permits Timeout, Refused {}

  private record Timeout<X>() implements Failure<X> {}

  private enum Refused implements Failure<String> {
    ONCE
  }

  private sealed interface Unbound permits Open {}

  private record Open<T>(T value) implements Unbound {}

  private static Type component(int index) {
    return Declared.class.getRecordComponents()[index].getGenericType();
  }

  @Nested
  class Of {

    @Test
    void of_wildcard_isItsUpperBound() {
      assertThat(ResolvedType.of(component(0), "here"))
          .isEqualTo(
              ResolvedType.of(
                  Map.class,
                  ResolvedType.of(String.class),
                  ResolvedType.of(List.class, ResolvedType.of(Number.class))))
          .hasToString("Map<String, List<Number>>");
      assertThat(ResolvedType.of(component(2), "here")).hasToString("List<Object>");
    }

    @Test
    void of_genericArray_isAnArray() {
      assertThat(ResolvedType.of(component(3), "here").raw()).isEqualTo(Box[].class);
    }

    @Test
    void of_variable_namesThePlace() {
      Type variable = Box.class.getTypeParameters()[0];

      assertThatThrownBy(() -> ResolvedType.of(variable, "here"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("here has the type variable T");
    }
  }

  @Nested
  class Member {

    @Test
    void member_variable_isWhatTheOwnerBinds() {
      ResolvedType box = ResolvedType.of(component(1), "here");

      assertThat(box.member(Box.class.getTypeParameters()[0], "here")).hasToString("Box<Long>");
    }
  }

  @Nested
  class PermittedLeaves {

    @Test
    void permittedLeaves_areFlatBoundAndOrderedByName() {
      ResolvedType outcome = ResolvedType.of(Outcome.class, ResolvedType.of(Long.class));

      assertThat(outcome.permittedLeaves("here"))
          .containsExactly(
              ResolvedType.of(Refused.class),
              ResolvedType.of(Success.class, ResolvedType.of(Long.class)),
              ResolvedType.of(Timeout.class, ResolvedType.of(Long.class)));
    }

    @Test
    void permittedLeaves_withVariableThatNothingBinds_isRefused() {
      assertThatThrownBy(() -> ResolvedType.of(Unbound.class).permittedLeaves("here"))
          .isInstanceOf(ConfigurationException.class);
    }
  }
}
