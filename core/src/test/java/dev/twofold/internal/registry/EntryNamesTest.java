package dev.twofold.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.invalidation.StaleKey;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNamesTest {

  private static final Region REGION = new Region("r", Consistency.AVAILABLE, Duration.ZERO);
  private static final String FINGERPRINT = "0123456789abc";

  private static EntryNames names(boolean hasTenant, @Nullable String tenant) {
    return new EntryNames("app:L", hasTenant, tenant, true, REGION);
  }

  private static StaleKey key(String loader, String id) {
    return new StaleKey(loader, id, REGION);
  }

  @Test
  void parameters_areNoPartOfTheLoader() {
    assertThat(names(false, null).read("app:L:" + FINGERPRINT + ":7")).isEqualTo(key("app:L", "7"));
    assertThat(names(false, null).read("app:L[locale=2=de]:" + FINGERPRINT + ":7"))
        .isEqualTo(key("app:L", "7"));
  }

  @Test
  void tenant_isPartOfTheLoader() {
    String name = "app:L[tenant=4=acme][locale=2=de]:" + FINGERPRINT + ":7:8";

    assertThat(names(true, null).read(name)).isEqualTo(key("app:L[tenant=4=acme]", "7:8"));
    assertThat(names(true, "[tenant=4=acme]").read(name))
        .isEqualTo(key("app:L[tenant=4=acme]", "7:8"));
    assertThat(names(true, "[tenant=4=acm1]").read(name)).isNull();
  }

  @Test
  void parameterThatLooksLikeTheEnd_isReadByItsLength() {
    String value = "]:" + FINGERPRINT + ":9";

    assertThat(
            names(false, null)
                .read("app:L[p=%d=%s]:%s:7".formatted(value.length(), value, FINGERPRINT)))
        .isEqualTo(key("app:L", "7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app:M:0123456789abc:7",
        "app:LL:0123456789abc:7",
        "app:L by slug:0123456789abc:7",
        "app:L",
        "app:L:",
        "app:L:0123456789abc",
        "app:L:0123456789abcd:7",
        "app:L[locale=9=de]:0123456789abc:7",
        "app:L[locale=-1=de]:0123456789abc:7",
        "app:L[locale=99999999999=de]:0123456789abc:7",
        "app:L[locale=2147483647=de]:0123456789abc:7",
        "app:L[locale]:0123456789abc:7",
        "app:L[",
        "other"
      })
  void nameOfSomethingElse_isPassedOver(String name) {
    assertThat(names(false, null).read(name)).isNull();
  }
}
