package dev.twofold.demo.image;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Draws a coast with a sun, hills behind each other and the grain of a film. */
public final class Painting {

  public static final int WIDTH = 720;
  public static final int HEIGHT = 480;

  private static final int RANGES = 4;
  private static final int GRAIN = 7;

  /** Its multiples, cut to less than one, are far from each other. */
  private static final double GOLDEN_RATIO = 0.618_033_988_75;

  private final Random random;
  private final float hue;

  private Painting(long seed) {
    random = new Random(seed);
    hue = (float) (seed * GOLDEN_RATIO % 1);
  }

  /** A picture, always the same for the same seed. */
  public static Pixels of(long seed) {
    return Detached.call(() -> new Painting(seed).painted());
  }

  private Pixels painted() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      sky(graphics);
      sun(graphics);
      for (int range = 0; range < RANGES; range++) {
        hills(graphics, range);
      }
    } finally {
      graphics.dispose();
    }
    return grained(ImageCodec.pixels(image));
  }

  private void sky(Graphics2D graphics) {
    Color above = Color.getHSBColor(hue, 0.45f, 0.75f);
    Color below = Color.getHSBColor(hue + 0.12f, 0.25f, 0.98f);
    graphics.setPaint(new GradientPaint(0, 0, above, 0, HEIGHT * 0.7f, below));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
  }

  private void sun(Graphics2D graphics) {
    double size = 50 + random.nextInt(60);
    double x = WIDTH * (0.15 + 0.7 * random.nextDouble());
    double y = HEIGHT * (0.12 + 0.25 * random.nextDouble());
    graphics.setPaint(Color.getHSBColor(hue + 0.14f, 0.12f, 1));
    graphics.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
  }

  /**
   * A range of hills.
   *
   * @param range the nearer the larger, from zero
   */
  private void hills(Graphics2D graphics, int range) {
    double middle = HEIGHT * (0.5 + 0.13 * range);
    double height = 26 + random.nextInt(34);
    double width = 90 + random.nextInt(120);
    double shift = random.nextDouble() * Math.PI * 2;
    Path2D outline = new Path2D.Double();
    outline.moveTo(0, HEIGHT);
    for (int x = 0; x <= WIDTH; x += 4) {
      double wave = StrictMath.sin(x / width + shift) + StrictMath.sin(x / width * 2.7 + shift) / 3;
      outline.lineTo(x, middle - height * wave);
    }
    outline.lineTo(WIDTH, HEIGHT);
    outline.closePath();
    graphics.setPaint(
        Color.getHSBColor(hue + 0.03f * range, 0.4f + 0.1f * range, 0.72f - 0.16f * range));
    graphics.fill(outline);
  }

  private Pixels grained(Pixels smooth) {
    byte[] rgb = smooth.rgb().clone();
    for (int at = 0; at < rgb.length; at += Pixels.COLOURS) {
      int grain = random.nextInt(2 * GRAIN + 1) - GRAIN;
      for (int colour = 0; colour < Pixels.COLOURS; colour++) {
        rgb[at + colour] = (byte) Math.max(0, Math.min(255, (rgb[at + colour] & 0xff) + grain));
      }
    }
    return new Pixels(smooth.width(), smooth.height(), rgb);
  }
}
