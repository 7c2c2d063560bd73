package dev.twofold.demo.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PixelsTest {

  private static final Pixels TWO_BY_TWO =
      new Pixels(2, 2, new byte[] {0, 10, 20, 100, 30, 40, (byte) 200, 50, 60, (byte) 255, 70, 80});

  @Test
  void scaledTo_half_averageOfEachColour() {
    Pixels one = TWO_BY_TWO.scaledTo(1);

    assertThat(one.width()).isEqualTo(1);
    assertThat(one.height()).isEqualTo(1);
    assertThat(one.rgb()).containsExactly((byte) 138, 40, 50);
  }

  @Test
  void scaledTo_ownWidth_same() {
    assertThat(TWO_BY_TWO.scaledTo(2).rgb()).isEqualTo(TWO_BY_TWO.rgb());
  }

  @Test
  void scaledTo_larger_refused() {
    assertThatThrownBy(() -> TWO_BY_TWO.scaledTo(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width is 3; allowed: 1 to 2, which the picture has");
  }

  @Test
  void grey_colours_brightnessInEach() {
    assertThat(new Pixels(1, 1, new byte[] {100, (byte) 200, 50}).grey().rgb())
        .containsExactly((byte) 153, (byte) 153, (byte) 153);
  }

  @Test
  void png_andBack_samePixels() {
    Pixels painted = Painting.of(7);

    Image file = ImageCodec.original(painted);

    assertThat(ImageCodec.decode(ImageFormat.PNG, file.content()).rgb()).isEqualTo(painted.rgb());
  }

  @Test
  void pixels_wrongLength_refused() {
    assertThatThrownBy(() -> new Pixels(2, 1, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a picture of 2 by 1 pixels has 3 bytes");
  }
}
