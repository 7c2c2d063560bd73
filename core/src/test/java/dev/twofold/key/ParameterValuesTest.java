package dev.twofold.key;

import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParameterValuesTest {

  private static final Parameter<String> TENANT = Parameter.of("tenant", String.class);
  private static final Parameter<Locale> LOCALE = Parameter.of("locale", Locale.class);

  @Test
  void and_replacesAnEarlierValue_andChangesNothingElse() {
    ParameterValues one = ParameterValues.of(TENANT, "acme");
    ParameterValues two = one.and(LOCALE, Locale.GERMAN).and(TENANT, "other");

    assertThat(two.require(TENANT)).isEqualTo("other");
    assertThat(two.require(LOCALE)).isEqualTo(Locale.GERMAN);
    assertThat(one.require(TENANT)).isEqualTo("acme");
    assertThat(one.find(LOCALE)).isEmpty();
  }

  @Test
  void equals_isByValue() {
    assertThat(ParameterValues.of(TENANT, "acme"))
        .isEqualTo(ParameterValues.none().and(TENANT, "acme"))
        .hasSameHashCodeAs(ParameterValues.of(TENANT, "acme"))
        .isNotEqualTo(ParameterValues.of(TENANT, "other"))
        .isNotEqualTo("acme");
  }

  @Test
  void only_takesTheNamedOnes() {
    ParameterValues all = ParameterValues.of(TENANT, "acme").and(LOCALE, Locale.GERMAN);

    assertThat(all.only(Set.of(TENANT))).isEqualTo(ParameterValues.of(TENANT, "acme"));
    assertThat(all.only(Set.of())).isSameAs(ParameterValues.none());
    assertThatIllegalStateException()
        .isThrownBy(() -> ParameterValues.none().only(Set.of(TENANT)))
        .withMessageStartingWith("parameter 'tenant' has no value in this scope;");
  }

  @Test
  void toString_hasNamesAndNoValues() {
    assertThat(ParameterValues.of(TENANT, "acme").and(LOCALE, Locale.GERMAN))
        .hasToString("[locale, tenant]");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // what code without generics may do
  void and_valueOfAnotherType_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterValues.none().and((Parameter) TENANT, 7))
        .withMessage(
            "parameter 'tenant' takes a java.lang.String, but was given a java.lang.Integer");
  }

  @Test
  void nulls_areRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> ParameterValues.of(TENANT, nothing()))
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> ParameterValues.of(nothing(), "x"))
        .withMessage("parameter");
  }

  @Test
  void parameter_nameWithOtherCharacters_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.of("a b", String.class))
        .withMessage(
            "a parameter's name has letters, digits, '.', '_' and '-' only, but was 'a b'");
  }
}
