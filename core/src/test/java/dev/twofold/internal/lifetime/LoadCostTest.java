package dev.twofold.internal.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadCostTest {

  private final LoadCost cost = new LoadCost();

  @Test
  void unknown_isNothing() {
    assertThat(cost.ofLoad()).isZero();
    assertThat(cost.ofKey()).isZero();
  }

  @Test
  void first_counts_andLaterOnesAnEighth() {
    cost.took(800, 8);
    assertThat(cost.ofLoad()).isEqualTo(800);
    assertThat(cost.ofKey()).isEqualTo(100);

    cost.took(1_600, 2);

    assertThat(cost.ofLoad()).isEqualTo(900);
    assertThat(cost.ofKey()).isEqualTo(187.5);
  }
}
